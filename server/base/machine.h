/* What this process may have of the machine it runs on. */
#ifndef BURGERTOP_BASE_MACHINE_H
#define BURGERTOP_BASE_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Lets this process have as many open files as it may, up to `most`; gives how many that are. */
size_t machine_files(size_t most);

/* Bytes of memory this process may have: the least of what the machine has, its own limit
 * (RLIMIT_AS) and those of its control groups. */
uint64_t machine_memory(void);

struct machine_disk {
	uint64_t bytes;
	uint64_t free; /* for this process */
};

/* The disk that holds a file. False: it does not say. */
bool machine_disk(const char *path, struct machine_disk *out);

/* The least memory.max of a control group and those around it; UINT64_MAX when none is set. `list`
 * is as /proc/self/cgroup, `mount` as /sys/fs/cgroup. */
uint64_t machine_group_memory(const char *list, const char *mount);

#endif
