#include "wire/order.h"

#include <string.h>

#include "wire/json.h"
#include "wire/message.h"

static json_t *complete(json_t *order)
{
	const struct id op = id_new(), id = id_new();
	const char *called = json_string_value(json_object_get(order, "id"));

	json_put(order, "t", json_string("do"));
	json_put(order, "op", json_of_id(&op));
	if (called && !strcmp(called, "new"))
		json_put(order, "id", json_of_id(&id));
	return order;
}

bool order_read(const char *typed, struct buf *message, struct id *op, struct err *e)
{
	json_error_t why;
	json_t *order = json_loads(typed, JSON_REJECT_DUPLICATES, &why);
	struct message m;

	if (!json_is_object(order)) {
		json_decref(order);
		return err_set(e, ERR_BAD_JSON, "the command is not one JSON object%s%s",
			       order ? "" : ": ", order ? "" : why.text);
	}
	json_append(message, complete(order));
	if (!message_read(message->data, message->len, &m, op, e))
		return false;
	message_finish(&m);
	return true;
}
