/*
 * What the disk can do: bare SQLite, WAL, synchronous=FULL, one row of 500 bytes a commit.
 *
 * commit_rate FILE COMMITS [PER_SECOND] commits back to back or, given a pace, at it: then the disk
 * and the processor have slept between two. FILE is made. Prints a line of JSON.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"
#include "rows.h"

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void wait_until(int64_t due_us)
{
	int64_t wait = due_us - clock_monotonic_us();
	const struct timespec pause = {wait / 1000000, wait % 1000000 * 1000};

	if (wait > 0)
		nanosleep(&pause, NULL);
}

static int64_t commit_one(unsigned number)
{
	char id[37], body[464];
	int64_t before = clock_monotonic_us();

	snprintf(id, sizeof id, "%08x-0000-4000-8000-000000000000", number);
	memset(body, 'x', sizeof body);
	rows_begin();
	rows_add(id, sizeof id - 1, body, sizeof body);
	rows_commit();
	return clock_monotonic_us() - before;
}

int main(int argc, char **argv)
{
	if (argc < 3 || argc > 4)
		return fprintf(stderr, "commit_rate FILE COMMITS [PER_SECOND]\n"), 2;
	size_t count = strtoul(argv[2], NULL, 10);
	double pace = argc == 4 ? strtod(argv[3], NULL) : 0;
	int64_t *took = mem_new((count + 1) * sizeof *took);

	if (!count)
		return 2;
	rows_open(argv[1]);
	int64_t start = clock_monotonic_us();
	for (size_t i = 0; i < count; i++) {
		if (pace > 0)
			wait_until(start + (int64_t)((double)i * 1e6 / pace));
		took[i] = commit_one((unsigned)i);
		rows_checkpoint();
	}
	double seconds = (double)(clock_monotonic_us() - start) / 1e6;
	double cpu_us = (double)clock() * 1e6 / CLOCKS_PER_SEC;
	qsort(took, count, sizeof *took, compare);
	printf("{\"commits\":%zu,\"pace\":%.0f,\"per_second\":%.1f,\"p50_us\":%lld,\"p99_us\":%lld,"
	       "\"cpu_us\":%.1f}\n",
	       count, pace, (double)count / seconds, (long long)took[(count - 1) / 2],
	       (long long)took[(count - 1) * 99 / 100], cpu_us / (double)count);
	free(took);
	return 0;
}
