/*
 * The certificate that the server shows, from two PEM files. It can be replaced while the server
 * runs: whoever is connected stays, who comes next is shown the new one. net/tls.c alone knows
 * OpenSSL; the handshakes themselves are libwebsockets' work.
 */
#ifndef BURGERTOP_NET_TLS_H
#define BURGERTOP_NET_TLS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct tls;

/* cert: the server's certificate, then those between it and the authority; key: its private key.
 * Paths are copied. NULL with ERR_FILE; a certificate that has ended is worth a warning only. */
struct tls *tls_open(const char *cert, const char *key, struct err *e);
void tls_close(struct tls *t); /* NULL is fine */

/* Makes a context of OpenSSL's (SSL_CTX *) show the certificate in use, and speak nothing old.
 * Once, before the first connection; t must outlive it. */
void tls_govern(struct tls *t, void *ssl_ctx);

/* Reads the files again. What is wrong with them is told in the log, and the certificate in use
 * stays. */
void tls_reload(struct tls *t);

/* Now and then: reloads when the files have become others, and have been still since. */
void tls_tick(struct tls *t, int64_t now_us);

void tls_metrics(const struct tls *t, struct buf *out); /* Prometheus text */

#endif
