// A layer under SQLite that lets one kind of file operation fail, the n-th or all from the n-th on. It
// becomes the default one in the process that calls faulty_vfs_begin; nothing else knows of it.
#ifndef KJ_TESTS_FAULTY_VFS_H
#define KJ_TESTS_FAULTY_VFS_H

#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef enum {
    FAULT_NONE,
    FAULT_OPEN,
    FAULT_READ,
    FAULT_SHORT_READ, // as if the file ended in the middle of what is read
    FAULT_WRITE,
    FAULT_FULL, // of writing: the disk is full
    FAULT_SYNC,
    FAULT_TRUNCATE,
    FAULT_DELETE,
    FAULT_DEATH, // SIGKILL in place of writing
    FAULTS
} Fault;

static struct {
    Fault fault;
    bool lasting;
    uint64_t at, met; // of these operations: which one fails first, how many there were
} faulty;

static inline const char *fault_name(Fault fault)
{
    static const char *const names[FAULTS] = {"nothing", "open", "read",     "short read", "write",
                                              "full",    "sync", "truncate", "delete",     "death"};
    return names[fault];
}

// at 0: nothing fails, operations of this kind are counted.
static inline void faulty_arm(Fault fault, bool lasting, uint64_t at)
{
    faulty.fault = fault;
    faulty.lasting = lasting;
    faulty.at = at;
    faulty.met = 0;
}

static inline bool faulty_struck(void)
{
    return faulty.at > 0 && faulty.met >= faulty.at;
}

static inline bool faulty_strikes(Fault fault)
{
    if (faulty.fault != fault)
        return false;
    faulty.met++;
    return faulty.at > 0 && (faulty.lasting ? faulty.met >= faulty.at : faulty.met == faulty.at);
}

// ---- files: ours, and behind it that of the system ----

typedef struct FaultyFile {
    sqlite3_file base;
    sqlite3_file *real;
} FaultyFile;

#define REAL(file) (((FaultyFile *)(file))->real)

static int faulty_close(sqlite3_file *file)
{
    return REAL(file)->pMethods ? REAL(file)->pMethods->xClose(REAL(file)) : SQLITE_OK;
}

static int faulty_read(sqlite3_file *file, void *into, int count, sqlite3_int64 at)
{
    if (faulty_strikes(FAULT_READ))
        return SQLITE_IOERR_READ;
    int code = REAL(file)->pMethods->xRead(REAL(file), into, count, at);
    if (code != SQLITE_OK || !faulty_strikes(FAULT_SHORT_READ))
        return code;
    memset((char *)into + count / 2, 0, (size_t)(count - count / 2));
    return SQLITE_IOERR_SHORT_READ;
}

static int faulty_write(sqlite3_file *file, const void *from, int count, sqlite3_int64 at)
{
    if (faulty_strikes(FAULT_DEATH)) {
        REAL(file)->pMethods->xWrite(REAL(file), from, count / 2, at); // half of it is there
        raise(SIGKILL);
    }
    if (faulty_strikes(FAULT_FULL))
        return SQLITE_FULL;
    if (faulty_strikes(FAULT_WRITE)) {
        REAL(file)->pMethods->xWrite(REAL(file), from, count / 2, at);
        return SQLITE_IOERR_WRITE;
    }
    return REAL(file)->pMethods->xWrite(REAL(file), from, count, at);
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return faulty_strikes(FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE
                                          : REAL(file)->pMethods->xTruncate(REAL(file), size);
}

static int faulty_sync(sqlite3_file *file, int flags)
{
    (void)file; // no test takes the power away: syncing would only take time
    (void)flags;
    return faulty_strikes(FAULT_SYNC) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int faulty_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int faulty_lock(sqlite3_file *file, int lock)
{
    return REAL(file)->pMethods->xLock(REAL(file), lock);
}

static int faulty_unlock(sqlite3_file *file, int lock)
{
    return REAL(file)->pMethods->xUnlock(REAL(file), lock);
}

static int faulty_reserved(sqlite3_file *file, int *out)
{
    return REAL(file)->pMethods->xCheckReservedLock(REAL(file), out);
}

static int faulty_control(sqlite3_file *file, int what, void *argument)
{
    return REAL(file)->pMethods->xFileControl(REAL(file), what, argument);
}

static int faulty_sector(sqlite3_file *file)
{
    return REAL(file)->pMethods->xSectorSize(REAL(file));
}

static int faulty_device(sqlite3_file *file)
{
    return REAL(file)->pMethods->xDeviceCharacteristics(REAL(file));
}

static int faulty_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    return REAL(file)->pMethods->xShmMap(REAL(file), region, size, extend, out);
}

static int faulty_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return REAL(file)->pMethods->xShmLock(REAL(file), offset, count, flags);
}

static void faulty_shm_barrier(sqlite3_file *file)
{
    REAL(file)->pMethods->xShmBarrier(REAL(file));
}

static int faulty_shm_unmap(sqlite3_file *file, int forget)
{
    return REAL(file)->pMethods->xShmUnmap(REAL(file), forget);
}

// ---- the layer ----

#define BELOW(vfs) ((sqlite3_vfs *)(vfs)->pAppData)

static int faulty_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    static const sqlite3_io_methods methods = {.iVersion = 2,
                                               .xClose = faulty_close,
                                               .xRead = faulty_read,
                                               .xWrite = faulty_write,
                                               .xTruncate = faulty_truncate,
                                               .xSync = faulty_sync,
                                               .xFileSize = faulty_size,
                                               .xLock = faulty_lock,
                                               .xUnlock = faulty_unlock,
                                               .xCheckReservedLock = faulty_reserved,
                                               .xFileControl = faulty_control,
                                               .xSectorSize = faulty_sector,
                                               .xDeviceCharacteristics = faulty_device,
                                               .xShmMap = faulty_shm_map,
                                               .xShmLock = faulty_shm_lock,
                                               .xShmBarrier = faulty_shm_barrier,
                                               .xShmUnmap = faulty_shm_unmap};
    FaultyFile *own = (FaultyFile *)file;
    own->base.pMethods = NULL;
    own->real = (sqlite3_file *)(own + 1);
    if (faulty_strikes(FAULT_OPEN))
        return SQLITE_CANTOPEN;
    int code = BELOW(vfs)->xOpen(BELOW(vfs), name, own->real, flags, out);
    if (own->real->pMethods)
        own->base.pMethods = &methods;
    return code;
}

static int faulty_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    return faulty_strikes(FAULT_DELETE) ? SQLITE_IOERR_DELETE
                                        : BELOW(vfs)->xDelete(BELOW(vfs), name, sync);
}

static inline void faulty_vfs_begin(void)
{
    static sqlite3_vfs vfs; // SQLite keeps it
    sqlite3_vfs *below = sqlite3_vfs_find(NULL);
    if (vfs.zName || !below)
        return;
    vfs = *below; // what is not wrapped is called as it is
    vfs.iVersion = 1;
    vfs.szOsFile += (int)sizeof(FaultyFile);
    vfs.zName = "faulty";
    vfs.pAppData = below;
    vfs.xOpen = faulty_open;
    vfs.xDelete = faulty_delete;
    sqlite3_vfs_register(&vfs, 1);
}

#endif
