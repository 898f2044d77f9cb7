/* Whether a file of YAML starts an organisation, without reading all of it. */
#ifndef KJ_INGEST_UNITS_YAML_H
#define KJ_INGEST_UNITS_YAML_H

#include "engine/ingest/units.h"

/* As kj_file_sort_yaml. */
KjFileSort kj_yaml_sort(const KjFile *file, KjArena *arena, KjStarter *starter);

#endif
