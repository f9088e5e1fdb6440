/* QR codes in a terminal: the only place that knows libqrencode. */
#ifndef BURGERTOP_RECORD_QR_H
#define BURGERTOP_RECORD_QR_H

#include <stdio.h>

#include "base/err.h"

/* Draws the text as a QR code, two rows of modules in a line, light on dark or dark on light alike.
 * ERR_USAGE when it is too long. */
bool qr_print(const char *text, FILE *out, struct err *e);

#endif
