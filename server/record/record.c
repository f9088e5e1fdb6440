#include "record/record.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "embedded/schemas.h"
#include "record/tables.h"

static const struct {
	const char *name;
	record_writer *write;
} files[] = {
	{"record.json", json_write_record},   {"cards.csv", csv_write_cards},
	{"ideas.csv", csv_write_ideas},       {"themes.csv", csv_write_themes},
	{"tables.csv", csv_write_tables},     {"history.csv", csv_write_history},
	{"plans.csv", csv_write_plans},       {"weighings.csv", csv_write_weighings},
	{"calls.csv", csv_write_calls},       {"notices.csv", csv_write_notices},
	{"signoffs.csv", csv_write_signoffs},
};

static FILE *open_in(const char *dir, const char *name, struct err *e)
{
	struct buf path = {0};

	buf_print(&path, "%s/%s", dir, name);
	FILE *file = fopen(path.data, "wx");
	if (!file)
		err_set(e, ERR_FILE, "%s: %s", path.data, strerror(errno));
	buf_finish(&path);
	return file;
}

static bool close_file(FILE *file, const char *name, struct err *e)
{
	bool good = !ferror(file) && !fflush(file) && !fsync(fileno(file));
	int why = errno;

	if (!fclose(file) && good)
		return true;
	return err_set(e, ERR_FILE, "%s: it cannot be written: %s", name,
		       strerror(good ? errno : why));
}

static bool write_schema(const char *dir, const struct embedded_file *schema, struct err *e)
{
	FILE *file = open_in(dir, schema->name, e);

	if (!file)
		return false;
	fwrite(schema->text, 1, schema->len, file);
	return close_file(file, schema->name, e);
}

static bool write_all(const char *dir, const struct summit *s, struct store *store, struct err *e)
{
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		FILE *file = open_in(dir, files[i].name, e);
		if (!file)
			return false;
		bool good = files[i].write(file, s, store, e);
		if (!good)
			fclose(file);
		else
			good = close_file(file, files[i].name, e);
		if (!good)
			return false;
	}
	for (const struct embedded_file *schema = embedded_schemas; schema->name; schema++)
		if (strncmp(schema->name, "plan.", 5) && !write_schema(dir, schema, e))
			return false;
	return true;
}

void record_remove(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;

	while (d && (entry = readdir(d)))
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(d), entry->d_name, 0);
	if (d)
		closedir(d);
	rmdir(dir);
}

static bool is_empty(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *entry;
	bool empty = d || errno == ENOENT;

	while (d && empty && (entry = readdir(d)))
		empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
	if (d)
		closedir(d);
	return empty;
}

/* An empty folder gives way. */
static bool move_into_place(const char *made, const char *dir, struct err *e)
{
	if (!file_sync(made) || rename(made, dir) || !file_sync_folder_of(dir))
		return err_set(e, ERR_FILE, "%s: %s", dir, strerror(errno));
	return true;
}

static bool make(struct store *store, const struct summit *s, const char *dir, struct err *e)
{
	char made[PATH_MAX];

	if ((size_t)snprintf(made, sizeof made, "%s.making-XXXXXX", dir) >= sizeof made - 32)
		return err_set(e, ERR_FILE, "%s: the name is too long", dir);
	if (!mkdtemp(made))
		return err_set(e, ERR_FILE, "%s: %s", dir, strerror(errno));
	if (write_all(made, s, store, e) && move_into_place(made, dir, e))
		return true;
	record_remove(made);
	return false;
}

bool record_export(struct store *store, const char *to, struct record_counts *out, struct err *e)
{
	struct summit *s = summit_create();
	size_t len = strlen(to);
	bool good;

	while (len > 1 && to[len - 1] == '/')
		len--;
	char *dir = mem_copy_text(to, len);
	good = is_empty(dir) ||
	       err_set(e, ERR_FILE, "%s is there and not empty; give another name", dir);
	if (good && (good = store_read_begin(store, e))) {
		good = store_load(store, s, e) && make(store, s, dir, e);
		store_read_end(store);
	}
	*out = (struct record_counts){s->card_count, s->idea_count, s->seq};
	summit_destroy(s);
	free(dir);
	return good;
}
