/* Loaded into the processes of a drill (LD_PRELOAD): counts every operation that changes files under SPASER_DRILL_UNDER,
   in this process and in those it starts (Python and DuckDB alike), and at the Nth ends the whole group, or the process that
   makes it, by SIGKILL, or makes the operation fail with an errno; or writes every operation down, in order, with its bytes,
   in SPASER_DRILL_LOG. The control file is shared memory: a drill written in Python sets it before each run. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT = 0, KILL = 1, FAIL = 2 };
struct control { long count, target, mode, error, lock, log; };

static struct control *control;
static const char *under;
static int log_fd = -1;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SPASER_DRILL_CONTROL"), *log = getenv("SPASER_DRILL_LOG");
    under = getenv("SPASER_DRILL_UNDER");
    if (!path || !under) return;
    int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (map == MAP_FAILED) return;
    control = map;
    if (log) log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
}

static int ours(const char *path) {
    size_t n = control ? strlen(under) : 0;
    return n && strncmp(path, under, n) == 0 && (path[n] == '/' || path[n] == 0);
}

static void of_fd(int fd, char *out) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
}

static void of_path(int dir, const char *path, char *out) {
    out[0] = 0;
    if (!path) return;
    if (path[0] != '/') {
        if (dir == AT_FDCWD) { if (!getcwd(out, PATH_MAX - 1)) out[0] = 0; } else of_fd(dir, out);
        strncat(out, "/", PATH_MAX - strlen(out) - 1);
    }
    strncat(out, path, PATH_MAX - strlen(out) - 1);
}

/* Return 1 when the operation must fail (errno is set). */
static int step(void) {
    long here = __sync_add_and_fetch(&control->count, 1);
    if (here != control->target) return 0;
    if (control->mode == KILL) kill(0, SIGKILL);
    if (control->mode == FAIL) { errno = control->error; return 1; }
    return 0;
}

static void take(void) { if (log_fd >= 0) while (__sync_lock_test_and_set(&control->lock, 1)) sched_yield(); }
static void leave(void) { if (log_fd >= 0) __sync_lock_release(&control->lock); }

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t n = syscall(SYS_write, log_fd, at, size);
        if (n <= 0) abort();
        at += n; size -= n;
    }
}

static void note(const char *op, const char *path, const char *other, long offset, const void *data, size_t size) {
    if (log_fd < 0) return;
    char head[2 * PATH_MAX + 128];
    int n = snprintf(head, sizeof head, "%s\t%s\t%s\t%ld\t%zu\n", op, path, other, offset, size);
    put(head, n);
    if (data && size) put(data, size);
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define DONE(result, ...) do { int kept = errno; if ((result) >= 0) note(__VA_ARGS__); leave(); errno = kept; } while (0)

static int opened(int (*real)(int, const char *, int, ...), int dir, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    if (!control || !(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE) return real(dir, path, flags, mode);
    of_path(dir, path, name);
    if (!ours(name)) return real(dir, path, flags, mode);
    if (step()) return -1;
    take();
    int fd = real(dir, path, flags, mode);
    DONE(fd, flags & O_TRUNC ? "empty" : "create", name, "", 0, NULL, 0);
    return fd;
}
#define MODE mode_t mode = 0; if (flags & O_CREAT) { va_list a; va_start(a, flags); mode = va_arg(a, int); va_end(a); }
int openat(int dir, const char *path, int flags, ...) { MODE REAL(openat); return opened(real, dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE REAL(openat64); return opened(real, dir, path, flags, mode); }
int open(const char *path, int flags, ...) { MODE REAL(openat); return opened(real, AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE REAL(openat64); return opened(real, AT_FDCWD, path, flags, mode); }

#define FD_OP(fd, call, op, offset, data, size) \
    char name[PATH_MAX]; \
    if (!control) return call; \
    of_fd(fd, name); \
    if (!ours(name)) return call; \
    if (step()) return -1; \
    take(); \
    long at = (offset); \
    __typeof__(call) result = call; \
    DONE(result, op, name, "", at, data, size); \
    return result;
#define WRITTEN (result > 0 ? (size_t)result : 0)
#define HERE syscall(SYS_lseek, fd, 0L, SEEK_CUR)

ssize_t write(int fd, const void *data, size_t n) { REAL(write); FD_OP(fd, real(fd, data, n), "write", HERE, data, WRITTEN) }
ssize_t pwrite(int fd, const void *data, size_t n, off_t o) { REAL(pwrite); FD_OP(fd, real(fd, data, n, o), "write", o, data, WRITTEN) }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t o) { REAL(pwrite64); FD_OP(fd, real(fd, data, n, o), "write", o, data, WRITTEN) }
int fsync(int fd) { REAL(fsync); FD_OP(fd, real(fd), "sync", 0, NULL, 0) }
int fdatasync(int fd) { REAL(fdatasync); FD_OP(fd, real(fd), "sync", 0, NULL, 0) }
int ftruncate(int fd, off_t o) { REAL(ftruncate); FD_OP(fd, real(fd, o), "cut", o, NULL, 0) }
int ftruncate64(int fd, off64_t o) { REAL(ftruncate64); FD_OP(fd, real(fd, o), "cut", o, NULL, 0) }

/* Python copies a file by sendfile64: written down as the bytes that it wrote. */
static ssize_t sent(ssize_t (*real)(int, int, off64_t *, size_t), int fd, int in, off64_t *o, size_t n) {
    char name[PATH_MAX];
    if (!control) return real(fd, in, o, n);
    of_fd(fd, name);
    if (!ours(name)) return real(fd, in, o, n);
    if (step()) return -1;
    take();
    long at = HERE, from = o ? *o : syscall(SYS_lseek, in, 0L, SEEK_CUR);
    ssize_t result = real(fd, in, o, n);
    char *data = result > 0 ? malloc(result) : NULL;
    if (result > 0 && (!data || syscall(SYS_pread64, in, data, result, from) != result)) abort();
    DONE(result, "write", name, "", at, data, WRITTEN);
    free(data);
    return result;
}
ssize_t sendfile(int fd, int in, off_t *o, size_t n) { REAL(sendfile); return sent(real, fd, in, o, n); }
ssize_t sendfile64(int fd, int in, off64_t *o, size_t n) { REAL(sendfile64); return sent(real, fd, in, o, n); }

#define PATH_OP(dir, path, other_dir, other, call, op) \
    char name[PATH_MAX], second[PATH_MAX]; \
    if (!control) return call; \
    of_path(dir, path, name); of_path(other_dir, other, second); \
    if (!ours(name) && !ours(second)) return call; \
    if (step()) return -1; \
    take(); \
    int result = call; \
    DONE(result, op, name, second, 0, NULL, 0); \
    return result;

int rename(const char *a, const char *b) { REAL(rename); PATH_OP(AT_FDCWD, a, AT_FDCWD, b, real(a, b), "move") }
int renameat(int c, const char *a, int d, const char *b) { REAL(renameat); PATH_OP(c, a, d, b, real(c, a, d, b), "move") }
int unlink(const char *a) { REAL(unlink); PATH_OP(AT_FDCWD, a, AT_FDCWD, NULL, real(a), "remove") }
int unlinkat(int c, const char *a, int f) { REAL(unlinkat); PATH_OP(c, a, AT_FDCWD, NULL, real(c, a, f), "remove") }
int rmdir(const char *a) { REAL(rmdir); PATH_OP(AT_FDCWD, a, AT_FDCWD, NULL, real(a), "remove") }
int mkdir(const char *a, mode_t m) { REAL(mkdir); PATH_OP(AT_FDCWD, a, AT_FDCWD, NULL, real(a, m), "folder") }
int mkdirat(int c, const char *a, mode_t m) { REAL(mkdirat); PATH_OP(c, a, AT_FDCWD, NULL, real(c, a, m), "folder") }
int link(const char *a, const char *b) { REAL(link); PATH_OP(AT_FDCWD, a, AT_FDCWD, b, real(a, b), "unforeseen") }
int linkat(int c, const char *a, int d, const char *b, int f) { REAL(linkat); PATH_OP(c, a, d, b, real(c, a, d, b, f), "unforeseen") }
int symlink(const char *a, const char *b) { REAL(symlink); PATH_OP(AT_FDCWD, b, AT_FDCWD, NULL, real(a, b), "unforeseen") }
int truncate(const char *a, off_t o) { REAL(truncate); PATH_OP(AT_FDCWD, a, AT_FDCWD, NULL, real(a, o), "unforeseen") }
ssize_t writev(int fd, const struct iovec *v, int n) { REAL(writev); FD_OP(fd, real(fd, v, n), "unforeseen", 0, NULL, 0) }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t o) { REAL(pwritev); FD_OP(fd, real(fd, v, n, o), "unforeseen", 0, NULL, 0) }
ssize_t copy_file_range(int in, off64_t *i, int fd, off64_t *o, size_t n, unsigned f) { REAL(copy_file_range); FD_OP(fd, real(in, i, fd, o, n, f), "unforeseen", 0, NULL, 0) }
int fallocate(int fd, int m, off_t o, off_t n) { REAL(fallocate); FD_OP(fd, real(fd, m, o, n), "unforeseen", 0, NULL, 0) }
int posix_fallocate(int fd, off_t o, off_t n) { REAL(posix_fallocate); FD_OP(fd, real(fd, o, n), "unforeseen", 0, NULL, 0) }
