/* The one place where the version stands. */
#ifndef KJ_BASE_VERSION_H
#define KJ_BASE_VERSION_H

#define KJ_VERSION "0.1.0"

#endif
