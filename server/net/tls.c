#include "net/tls.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/mem.h"

#define LOOK_EVERY_US INT64_C(5000000)
#define DAY_S         86400
#define SOON_DAYS     7

struct certificate {
	X509 *own;
	STACK_OF(X509) * chain; /* up to the authority */
	EVP_PKEY *key;
};

struct stamp { /* by which a file is known to be the same */
	ino_t inode;
	off_t size;
	struct timespec changed;
};

struct stamps {
	struct stamp cert;
	struct stamp key;
};

struct tls {
	char *cert_path;
	char *key_path;
	struct certificate used;
	struct stamps read; /* when they were read last, well or badly */
	struct stamps seen; /* at the last look */
	int64_t looked_us;
};

static void finish(struct certificate *c)
{
	X509_free(c->own);
	sk_X509_pop_free(c->chain, X509_free);
	EVP_PKEY_free(c->key);
	*c = (struct certificate){0};
}

static FILE *open_to_read(const char *path, struct err *e)
{
	FILE *in = fopen(path, "re");

	if (!in)
		err_set(e, ERR_FILE, "cannot read %s: %s", path, strerror(errno));
	return in;
}

static bool read_certificates(const char *path, struct certificate *c, struct err *e)
{
	FILE *in = open_to_read(path, e);
	X509 *next;

	if (!in)
		return false;
	c->own = PEM_read_X509(in, NULL, NULL, NULL);
	while (c->own && (next = PEM_read_X509(in, NULL, NULL, NULL)))
		sk_X509_push(c->chain, next);
	fclose(in);
	return c->own ||
	       err_set(e, ERR_FILE, "%s holds no certificate; it must be a PEM file", path);
}

static int no_passphrase(char *out, int size, int writing, void *self)
{
	(void)out, (void)size, (void)writing, (void)self;
	return -1;
}

static bool read_key(const char *path, struct certificate *c, struct err *e)
{
	FILE *in = open_to_read(path, e);

	if (!in)
		return false;
	c->key = PEM_read_PrivateKey(in, NULL, no_passphrase, NULL);
	fclose(in);
	return c->key || err_set(e, ERR_FILE,
				 "%s holds no private key that can be read; it must be a PEM file "
				 "without a passphrase",
				 path);
}

static bool read_files(const struct tls *t, struct certificate *out, struct err *e)
{
	bool good;

	*out = (struct certificate){.chain = sk_X509_new_null()};
	if (!out->chain)
		abort();
	good = read_certificates(t->cert_path, out, e) && read_key(t->key_path, out, e) &&
	       (X509_check_private_key(out->own, out->key) == 1 ||
		err_set(e, ERR_FILE, "the key in %s is not that of the certificate in %s",
			t->key_path, t->cert_path));
	/* What stays in OpenSSL's queue would be taken for the fault of the next connection. */
	ERR_clear_error();
	if (!good)
		finish(out);
	return good;
}

static int64_t seconds_left(const struct tls *t)
{
	int days = 0, seconds = 0;

	ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(t->used.own));
	return (int64_t)days * DAY_S + seconds;
}

static void warn_of_dates(const struct tls *t)
{
	int64_t left = seconds_left(t);

	if (X509_cmp_current_time(X509_get0_notBefore(t->used.own)) > 0)
		log_warn("the certificate in %s is not valid yet, and browsers refuse it; is this "
			 "machine's clock right?",
			 t->cert_path);
	if (left <= 0)
		log_warn("the certificate in %s has ended, and browsers refuse it; put a new one "
			 "in its place",
			 t->cert_path);
	else if (left < SOON_DAYS * DAY_S)
		log_warn("the certificate in %s ends in %lld hours", t->cert_path,
			 (long long)left / 3600);
}

static void warn_of_readers(const struct tls *t)
{
	struct stat is;

	if (!stat(t->key_path, &is) && is.st_mode & S_IROTH)
		log_warn("everybody on this machine can read the key in %s; chmod 600 it",
			 t->key_path);
}

static struct stamp stamp_of(const char *path)
{
	struct stat is;

	if (stat(path, &is))
		return (struct stamp){0};
	return (struct stamp){is.st_ino, is.st_size, is.st_mtim};
}

static struct stamps look(const struct tls *t)
{
	return (struct stamps){stamp_of(t->cert_path), stamp_of(t->key_path)};
}

static bool is_same_file(const struct stamp *a, const struct stamp *b)
{
	return a->inode == b->inode && a->size == b->size &&
	       a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

static bool are_same(const struct stamps *a, const struct stamps *b)
{
	return is_same_file(&a->cert, &b->cert) && is_same_file(&a->key, &b->key);
}

/* Looks before it reads: what changes meanwhile shows at the next look. */
static bool load(struct tls *t, struct err *e)
{
	struct certificate fresh;

	t->read = t->seen = look(t);
	if (!read_files(t, &fresh, e))
		return false;
	finish(&t->used);
	t->used = fresh;
	warn_of_dates(t);
	warn_of_readers(t);
	return true;
}

struct tls *tls_open(const char *cert, const char *key, struct err *e)
{
	struct tls *t = mem_new(sizeof *t);

	t->cert_path = mem_copy_text(cert, strlen(cert));
	t->key_path = mem_copy_text(key, strlen(key));
	if (load(t, e))
		return t;
	tls_close(t);
	return NULL;
}

void tls_close(struct tls *t)
{
	if (!t)
		return;
	finish(&t->used);
	free(t->cert_path);
	free(t->key_path);
	free(t);
}

/* In each handshake: replacing the context's own would leave one of another kind of key beside it.
 */
static int show(SSL *ssl, void *self)
{
	const struct certificate *c = &((struct tls *)self)->used;

	SSL_certs_clear(ssl);
	return SSL_use_cert_and_key(ssl, c->own, c->key, c->chain, 1) == 1;
}

void tls_govern(struct tls *t, void *ssl_ctx)
{
	SSL_CTX *ctx = ssl_ctx;
	char groups[] = "X25519:P-256:P-384"; /* OpenSSL's macro takes no constant */

	SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
	if (!SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:ECDHE+CHACHA20") ||
	    !SSL_CTX_set1_groups_list(ctx, groups))
		abort();
	/* Old tablets, which have no instructions for AES, say so and get the other. */
	SSL_CTX_set_options(ctx, SSL_OP_PRIORITIZE_CHACHA | SSL_OP_NO_RENEGOTIATION);
	/* A silent viewer keeps no buffers; who comes back brings its session along. */
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_cert_cb(ctx, show, t);
}

void tls_reload(struct tls *t)
{
	struct err e;

	if (load(t, &e))
		log_info("the certificate in %s is used from now on", t->cert_path);
	else
		log_warn("%s; the certificate in use stays", e.text);
}

void tls_tick(struct tls *t, int64_t now_us)
{
	struct stamps now, before = t->seen;

	if (now_us - t->looked_us < LOOK_EVERY_US)
		return;
	t->looked_us = now_us;
	t->seen = now = look(t);
	if (!are_same(&now, &t->read) && are_same(&now, &before))
		tls_reload(t);
}

void tls_metrics(const struct tls *t, struct buf *out)
{
	buf_print(out,
		  "# HELP burgertop_certificate_seconds Until the certificate ends.\n"
		  "# TYPE burgertop_certificate_seconds gauge\n"
		  "burgertop_certificate_seconds %lld\n",
		  (long long)seconds_left(t));
}
