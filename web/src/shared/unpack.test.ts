import { deflateRawSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { canUnpack, Unpacker } from './unpack';

function packed(text: string): ArrayBuffer {
	const bytes = deflateRawSync(text);
	return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}

function listening() {
	const heard: string[] = [];
	let ring: () => void = () => undefined;
	const unpacker = new Unpacker({
		text: (text) => {
			heard.push(text);
			ring();
		},
		broken: () => {
			heard.push('broken');
			ring();
		},
	});
	const until = async (count: number) => {
		while (heard.length < count) {
			await new Promise<void>((resolve) => {
				ring = resolve;
			});
		}
		return heard;
	};
	return { unpacker, heard, until };
}

test('text is passed on at once', () => {
	const { unpacker, heard } = listening();
	unpacker.take('one');
	unpacker.take('two');
	expect(heard).toEqual(['one', 'two']);
});

test.runIf(canUnpack)('what comes after a deflated message waits for it', async () => {
	const { unpacker, heard, until } = listening();
	const long = 'lang '.repeat(10_000);
	unpacker.take(packed(long));
	unpacker.take('short');
	unpacker.take(packed('another'));
	unpacker.take('last');
	expect(heard).toEqual([]);
	expect(await until(4)).toEqual([long, 'short', 'another', 'last']);
	await Promise.resolve();
	unpacker.take('at once again');
	expect(await until(5)).toHaveLength(5);
});

test.runIf(canUnpack)('one that cannot be dealt with does not silence those after it', async () => {
	vi.spyOn(console, 'error').mockImplementation(() => undefined);
	const heard: string[] = [];
	await new Promise<void>((done) => {
		const unpacker = new Unpacker({
			text: (text) => {
				if (text === 'bad') {
					throw new Error('no');
				}
				heard.push(text);
				if (text === 'after') {
					done();
				}
			},
			broken: () => heard.push('broken'),
		});
		unpacker.take(packed('bad'));
		unpacker.take(packed('good'));
		unpacker.take('after');
	});
	expect(heard).toEqual(['broken', 'good', 'after']);
	vi.restoreAllMocks();
});

test.runIf(canUnpack)('one that cannot be opened is told of in its turn', async () => {
	const { unpacker, until } = listening();
	unpacker.take(packed('good'));
	unpacker.take(new Uint8Array([255, 254, 253]).buffer);
	unpacker.take('after');
	expect(await until(3)).toEqual(['good', 'broken', 'after']);
});
