#include "summit/programme.h"

#include <stddef.h>

bool programme_go(struct summit *s, const struct id *from, const struct id *to, int64_t now_ms,
		  struct err *e)
{
	struct step *now = s->event.step;
	struct step *next = summit_find(s, ENTITY_STEP, to);

	if (!next)
		return err_set(e, ERR_UNKNOWN_ID, "to: there is no such step");
	if (from ? !now || !id_equal(from, &now->e.id) : now != NULL)
		return err_set(e, ERR_STEP_CHANGED, "from: the programme is in \"%.120s\"",
			       now ? now->title : "nothing yet");
	if (next == now)
		return true;

	if (now) {
		now->ended_ms = now_ms;
		summit_touch(s, &now->e, NULL);
	}
	next->started_ms = now_ms;
	next->ended_ms = 0;
	summit_touch(s, &next->e, NULL);
	s->event.step = next;
	summit_touch(s, &s->event.e, NULL);
	return true;
}

bool scene_show(struct summit *s, const struct id *id, enum scene_kind kind, struct err *e)
{
	struct scene *scene = summit_find(s, ENTITY_SCENE, id);

	if (!scene)
		return err_set(e, ERR_UNKNOWN_ID, "id: there is no such scene");
	if (scene->kind == kind)
		return true;
	scene->kind = kind;
	summit_touch(s, &scene->e, NULL);
	return true;
}
