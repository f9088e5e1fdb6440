#include "record/qr.h"

#include <qrencode.h>

#define QUIET 2 /* modules of white around it */

static bool is_dark(const QRcode *code, int x, int y)
{
	return x >= 0 && y >= 0 && x < code->width && y < code->width &&
	       code->data[y * code->width + x] & 1;
}

bool qr_print(const char *text, FILE *out, struct err *e)
{
	static const char *const blocks[] = {
		"█", "▄", "▀", " "}; /* by what is dark: neither, upper, lower, both */
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1);

	if (!code)
		return err_set(e, ERR_USAGE, "%.80s: too long for a QR code", text);
	for (int y = -QUIET; y < code->width + QUIET; y += 2) {
		fputs("  \033[97;40m",
		      out); /* white on black, whatever the terminal's own colours */
		for (int x = -QUIET; x < code->width + QUIET; x++)
			fputs(blocks[is_dark(code, x, y) | is_dark(code, x, y + 1) << 1], out);
		fputs("\033[0m\n", out);
	}
	QRcode_free(code);
	return true;
}
