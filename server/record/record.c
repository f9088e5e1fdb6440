#include "record/record.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "embedded/schemas.h"
#include "record/tables.h"

static const struct {
	const char *name;
	record_writer *write;
} files[] = {
	{"record.json", json_write_record}, {"cards.csv", csv_write_cards},
	{"ideas.csv", csv_write_ideas},     {"themes.csv", csv_write_themes},
	{"tables.csv", csv_write_tables},   {"history.csv", csv_write_history},
};

static FILE *open_in(const char *dir, const char *name, struct err *e)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *file = fopen(path, "wx");
	if (!file)
		err_set(e, ERR_FILE, "%s: %s", path, strerror(errno));
	return file;
}

static bool close_file(FILE *file, const char *name, struct err *e)
{
	bool good = !fflush(file) && !fsync(fileno(file));

	return !fclose(file) && good ? true : err_set(e, ERR_FILE, "%s: %s", name, strerror(errno));
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
	struct dirent *entry;
	char path[PATH_MAX];

	while (d && (entry = readdir(d))) {
		snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}

bool record_export(struct store *store, const char *dir, struct record_counts *out, struct err *e)
{
	struct summit *s = summit_create();
	char made[PATH_MAX];
	bool good;

	snprintf(made, sizeof made, "%s.making-XXXXXX", dir);
	good = store_load(store, s, e);
	if (good && !mkdtemp(made))
		good = err_set(e, ERR_FILE, "%s: %s", made, strerror(errno));
	else if (good)
		good = write_all(made, s, store, e);
	/* An empty folder gives way; one with something in it stays as it is. */
	if (good && rename(made, dir))
		good = err_set(e, ERR_FILE, "%s: %s", dir,
			       errno == ENOTEMPTY || errno == EEXIST
				       ? "is there and not empty; give another name"
				       : strerror(errno));
	if (!good)
		record_remove(made);
	*out = (struct record_counts){s->card_count, s->idea_count, s->seq};
	summit_destroy(s);
	return good;
}
