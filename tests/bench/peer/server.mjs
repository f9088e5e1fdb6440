// The usual answer to the same task: Node, ws and better-sqlite3, as a competent developer would
// write it in an afternoon. A card is one synchronous commit, acknowledged, and then broadcast.
//   node server.mjs DB [--port N] [--cards N | --state-bytes N]
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { WebSocket, WebSocketServer } from 'ws';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		port: { type: 'string', default: '0' },
		cards: { type: 'string', default: '900' },
		'state-bytes': { type: 'string' },
	},
});
if (positionals.length !== 1) {
	console.error('server.mjs DB [--port N] [--cards N | --state-bytes N]');
	process.exit(2);
}

const db = new Database(positionals[0]);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec('CREATE TABLE card (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)');
const insert = db.prepare('INSERT INTO card (id, body) VALUES (?, ?)');

const PART_MOST = 32_000;
let seq = 0;

function madeUpCard(number) {
	return {
		type: 'card',
		id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
		seq: number,
		number: `1-${number}`,
		late: false,
		at: 1768554060000,
		text: 'x'.repeat(310),
	};
}

/** A full state: messages of at most 32 KB. */
function fullState(count, pad = 0) {
	const parts = [];
	let set = [];
	let size = 0;
	const close = (last) => {
		parts.push({ t: 'state', seq: 0, full: true, part: parts.length + 1, last, set });
		set = [];
		size = 0;
	};
	for (let i = 1; i <= count; i++) {
		const card = madeUpCard(i);
		if (i === count) {
			card.text += 'x'.repeat(pad);
		}
		const length = JSON.stringify(card).length + 1;
		if (set.length > 0 && i < count && size + length > PART_MOST - 1024) {
			close(false);
		}
		set.push(card);
		size += length;
	}
	close(true);
	return parts.map((part) => JSON.stringify(part));
}

function fullStateOf(bytes) {
	const size = (parts) => parts.reduce((sum, part) => sum + part.length, 0);
	let count = 1;
	while (size(fullState(count + 1)) <= bytes) {
		count++;
	}
	return fullState(count, Math.max(0, bytes - size(fullState(count))));
}

const bytes = values['state-bytes'];
const full = bytes ? fullStateOf(Number(bytes)) : fullState(Number(values.cards));

const server = createServer((_, response) => response.writeHead(404).end());
const wss = new WebSocketServer({
	server,
	path: '/ws',
	maxPayload: 65536,
	perMessageDeflate: false,
	handleProtocols: () => 'burgertop.1',
});

function broadcast(message) {
	for (const client of wss.clients) {
		if (client.readyState === WebSocket.OPEN && client.greeted) {
			client.send(message);
		}
	}
}

function onHello(socket) {
	socket.send(JSON.stringify({ t: 'welcome', seat: 'public', seq, now: Date.now() }));
	for (const part of full) {
		socket.send(part);
	}
	socket.greeted = true;
}

function onCard(socket, { op, id, step, theme, kind, text }) {
	const card = { step, theme, kind, text, late: false, at: Date.now() };
	try {
		insert.run(id, JSON.stringify(card));
	} catch (error) {
		if (error.code !== 'SQLITE_CONSTRAINT_UNIQUE') {
			throw error;
		}
		socket.send(JSON.stringify({ t: 'nack', op, code: 'id_taken', retry: false }));
		return;
	}
	seq++;
	socket.send(JSON.stringify({ t: 'ack', op, seq }));
	const set = [{ type: 'card', id, seq, number: `1-${seq}`, ...card }];
	broadcast(JSON.stringify({ t: 'state', seq, set }));
}

wss.on('connection', (socket) => {
	socket.on('error', () => socket.terminate());
	socket.on('message', (data) => {
		const message = JSON.parse(data);
		if (message.t === 'hello') {
			onHello(socket);
		} else if (message.t === 'do') {
			onCard(socket, message);
		} else if (message.t === 'ping') {
			socket.send(JSON.stringify({ t: 'pong', now: Date.now() }));
		}
	});
});

server.listen(Number(values.port), '127.0.0.1', 4096, () => {
	console.error(`peer: ready at http://127.0.0.1:${server.address().port}`);
});
