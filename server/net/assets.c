#include "net/assets.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/pack.h"

#define DEPTH_MOST 4
#define FILE_MOST  (16 * 1024 * 1024)
#define FILES_MOST 1000

static const char *type_of(const char *path)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{".html", "text/html; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".css", "text/css; charset=utf-8"},
		{".svg", "image/svg+xml"},
		{".png", "image/png"},
		{".ico", "image/x-icon"},
		{".json", "application/json"},
		{".webmanifest", "application/manifest+json"},
		{".woff2", "font/woff2"},
		{".txt", "text/plain; charset=utf-8"},
	};
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		size_t n = strlen(types[i].ending);
		if (len >= n && !strcmp(path + len - n, types[i].ending))
			return types[i].type;
	}
	return "application/octet-stream";
}

/* FNV-1a: tells versions of a file apart; guards nothing. */
static void make_etag(struct asset *a)
{
	unsigned long long hash = 14695981039346656037ull;

	for (size_t i = 0; i < a->len; i++)
		hash = (hash ^ a->data[i]) * 1099511628211ull;
	snprintf(a->etag, sizeof a->etag, "\"%016llx\"", hash);
}

static void compress_asset(struct asset *a)
{
	struct buf packed = {0};

	if (a->len < 200 || !pack(PACK_GZIP, a->data, a->len, &packed))
		return;
	a->gzip = (unsigned char *)packed.data;
	a->gzip_len = packed.len;
}

static bool read_file(const char *path, struct asset *a, struct err *e)
{
	FILE *f = fopen(path, "rb");
	struct stat st;
	bool good = false;

	if (!f || fstat(fileno(f), &st) || st.st_size > FILE_MOST) {
		err_set(e, ERR_FILE, "%s: %s", path, f ? "cannot be used" : strerror(errno));
		goto out;
	}
	a->len = (size_t)st.st_size;
	a->data = mem_new(a->len + 1);
	good = fread(a->data, 1, a->len, f) == a->len ||
	       err_set(e, ERR_FILE, "%s: cannot be read", path);
out:
	if (f)
		fclose(f);
	return good;
}

/* "/table/index.html" is served as "/table", "/index.html" as "/". */
static char *url_of(const char *inside)
{
	static const char index[] = "/index.html";
	size_t len = strlen(inside), n = sizeof index - 1;

	if (len >= n && !strcmp(inside + len - n, index))
		len -= n;
	return len ? mem_copy_text(inside, len) : mem_copy_text("/", 1);
}

static bool add_file(struct assets *all, const char *file, const char *inside, struct err *e)
{
	struct asset a = {0};

	if (all->count == FILES_MOST)
		return err_set(e, ERR_FILE, "%s: more than %d files among the pages", file,
			       FILES_MOST);
	if (!read_file(file, &a, e)) {
		free(a.data);
		return false;
	}
	a.path = url_of(inside);
	a.type = type_of(inside);
	a.immutable = !strncmp(a.path, "/assets/", 8);
	make_etag(&a);
	if (strncmp(a.type, "font/", 5) != 0 && strncmp(a.type, "image/png", 9) != 0)
		compress_asset(&a);
	all->items = mem_grow(all->items, all->count + 1, sizeof a);
	all->items[all->count++] = a;
	return true;
}

static bool add_dir(struct assets *all, const char *dir, size_t root_len, int depth, struct err *e)
{
	DIR *d = opendir(dir);
	bool good = d != NULL || err_set(e, ERR_FILE, "%s: %s", dir, strerror(errno));
	struct dirent *entry;

	while (good && (entry = readdir(d))) {
		char path[PATH_MAX];
		struct stat st;
		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", dir, entry->d_name) >= (int)sizeof path ||
		    stat(path, &st))
			good = err_set(e, ERR_FILE, "%s/%s: cannot be used", dir, entry->d_name);
		else if (S_ISDIR(st.st_mode))
			good = depth >= DEPTH_MOST || add_dir(all, path, root_len, depth + 1, e);
		else if (S_ISREG(st.st_mode))
			good = add_file(all, path, path + root_len, e);
	}
	if (d)
		closedir(d);
	return good;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct asset *)a)->path, ((const struct asset *)b)->path);
}

bool assets_load(struct assets *a, const char *dir, struct err *e)
{
	*a = (struct assets){0};
	if (access(dir, R_OK))
		return err_set(
			e, ERR_FILE,
			"%s: the pages are not there. Build them (cmake --build build), or name "
			"their folder with --pages",
			dir);
	if (!add_dir(a, dir, strlen(dir), 0, e))
		return false;
	if (a->count)
		qsort(a->items, a->count, sizeof *a->items, by_path);
	if (!assets_find(a, "/"))
		return err_set(e, ERR_FILE, "%s: no index.html: these are not the pages", dir);
	return true;
}

const struct asset *assets_find(const struct assets *a, const char *path)
{
	for (size_t low = 0, high = a->count; low < high;) {
		size_t middle = (low + high) / 2;
		int order = strcmp(path, a->items[middle].path);
		if (!order)
			return &a->items[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

void assets_finish(struct assets *a)
{
	for (size_t i = 0; i < a->count; i++) {
		free(a->items[i].path);
		free(a->items[i].data);
		free(a->items[i].gzip);
	}
	free(a->items);
	*a = (struct assets){0};
}
