// The little of a DOM library that the stage needs: making, saying, and keeping elements by key.

export function make<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	name: string,
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	element.className = name;
	element.append(...children);
	return element;
}

/** An element for words that others wrote, in whatever direction they run. */
export function makeOwn<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	name: string,
): HTMLElementTagNameMap[K] {
	const element = make(tag, `own ${name}`);
	element.dir = 'auto';
	return element;
}

/** True: it said something else before. */
export function say(element: Element, text: string): boolean {
	if (element.textContent === text) {
		return false;
	}
	element.textContent = text;
	return true;
}

export interface Keyed {
	id: string;
}

/** Brings the children in the order of the items, keeping each item's element; tells which are new. */
export function reconcile<T extends Keyed>(
	parent: HTMLElement,
	items: readonly T[],
	create: (item: T) => HTMLElement,
	update: (element: HTMLElement, item: T) => void,
): HTMLElement[] {
	const old = new Map(childrenOf(parent).map((child) => [child.dataset['id'], child]));
	const made: HTMLElement[] = [];
	items.forEach((item, i) => {
		let element = old.get(item.id);
		old.delete(item.id);
		if (!element) {
			element = create(item);
			element.dataset['id'] = item.id;
			made.push(element);
		}
		update(element, item);
		if (parent.children[i] !== element) {
			parent.insertBefore(element, parent.children[i] ?? null);
		}
	});
	for (const gone of old.values()) {
		gone.remove();
	}
	return made;
}

export function childrenOf(parent: HTMLElement): HTMLElement[] {
	return [...parent.children].filter((child) => child instanceof HTMLElement);
}

/**
 * Gives a text the largest of the sizes (in --u) at which it keeps to its element's max-height without breaking a
 * word. At the smallest it may break words, and be cut off; it is never smaller than what the last row can read.
 */
export function fitText(element: HTMLElement, sizes: readonly number[]): void {
	for (const size of sizes) {
		element.style.fontSize = `calc(${size} * var(--u))`;
		element.classList.add('fitting');
		const { offsetHeight, scrollWidth, clientWidth } = element;
		element.classList.remove('fitting');
		if (offsetHeight <= element.offsetHeight + 1 && scrollWidth <= clientWidth + 1) {
			return;
		}
	}
}
