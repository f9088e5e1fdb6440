#include "base/machine.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

size_t machine_files(size_t most)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return (size_t)sysconf(_SC_OPEN_MAX);
	limit.rlim_cur = limit.rlim_max < most ? limit.rlim_max : most;
	setrlimit(RLIMIT_NOFILE, &limit);
	getrlimit(RLIMIT_NOFILE, &limit);
	return limit.rlim_cur < most ? limit.rlim_cur : most;
}

/* A number in a file; UINT64_MAX when there is none, as where it says "max". */
static uint64_t number_in(const char *path)
{
	unsigned long long number;
	FILE *f = fopen(path, "r");
	bool good = f && fscanf(f, "%llu", &number) == 1;

	if (f)
		fclose(f);
	return good ? number : UINT64_MAX;
}

/* The group of version 2, whose line begins with "0::". */
static bool find_group(const char *list, char group[PATH_MAX])
{
	FILE *f = fopen(list, "r");
	bool found = false;

	while (f && !found && fgets(group, PATH_MAX, f))
		found = !strncmp(group, "0::/", 4);
	if (f)
		fclose(f);
	if (found) {
		group[strcspn(group, "\n")] = '\0';
		memmove(group, group + 3, strlen(group + 3) + 1);
	}
	return found;
}

uint64_t machine_group_memory(const char *list, const char *mount)
{
	char group[PATH_MAX], path[2 * PATH_MAX];
	uint64_t least = UINT64_MAX;
	char *slash;

	if (!find_group(list, group))
		return least;
	do {
		snprintf(path, sizeof path, "%s%s/memory.max", mount, group);
		uint64_t here = number_in(path);
		least = here < least ? here : least;
		slash = strrchr(group, '/');
		if (slash)
			*slash = '\0';
	} while (slash);
	return least;
}

uint64_t machine_memory(void)
{
	uint64_t all = (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
	uint64_t group = machine_group_memory("/proc/self/cgroup", "/sys/fs/cgroup");
	struct rlimit limit;

	if (!getrlimit(RLIMIT_AS, &limit) && limit.rlim_cur < all)
		all = limit.rlim_cur;
	return group < all ? group : all;
}

bool machine_disk(const char *path, struct machine_disk *out)
{
	struct statvfs st;

	if (statvfs(path, &st))
		return false;
	out->bytes = (uint64_t)st.f_blocks * st.f_frsize;
	out->free = (uint64_t)st.f_bavail * st.f_frsize;
	return true;
}
