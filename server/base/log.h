/* One line an event on stderr; what comes from outside is escaped, so that it stays one line. */
#ifndef BURGERTOP_BASE_LOG_H
#define BURGERTOP_BASE_LOG_H

void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
