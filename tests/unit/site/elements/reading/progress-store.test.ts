import { beforeEach, describe, expect, it } from 'vitest';
import { changeProgress, readProgress } from '#site/elements/reading/progress-store.ts';

let kept: Map<string, string>;
let storage: Storage;

beforeEach(() => {
  kept = new Map();
  storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage;
});

const answer = { answer: ['a'], right: true, tries: 1 };

describe('keeping progress', () => {
  it('gives back what was changed', () => {
    changeProgress(storage, 'instrument', ({ quiz }) => {
      quiz['q'] = answer;
    });
    expect(readProgress(storage, 'instrument').quiz['q']).toEqual(answer);
    expect(readProgress(storage, 'sampling')).toEqual({ read: 0, quiz: {} });
  });

  it('keeps chapters and questions that no page asks for', () => {
    changeProgress(storage, 'gone', (progress) => {
      progress.read = 0.5;
    });
    changeProgress(storage, 'instrument', () => undefined);
    expect(readProgress(storage, 'gone').read).toBe(0.5);
  });

  it('writes its version', () => {
    changeProgress(storage, 'instrument', () => undefined);
    expect(JSON.parse(kept.get('spanwise.progress') ?? '')).toMatchObject({ version: 1 });
  });
});

describe('records it did not write', () => {
  it.each(['{', 'null', '{"chapters":{}}', '{"version":1}', '{"version":0,"chapters":{}}'])(
    'puts %s aside and begins anew',
    (text) => {
      kept.set('spanwise.progress', text);
      expect(readProgress(storage, 'instrument')).toEqual({ read: 0, quiz: {} });
      expect(kept.get('spanwise.progress.unreadable')).toBe(text);
    },
  );

  it('never writes over a record of a newer version', () => {
    const text = '{"version":2,"chapters":{"instrument":{"other":"shape"}}}';
    kept.set('spanwise.progress', text);
    changeProgress(storage, 'instrument', (progress) => {
      progress.read = 1;
    });
    expect(readProgress(storage, 'instrument').read).toBe(0);
    expect(kept.get('spanwise.progress')).toBe(text);
  });
});

it('goes on without storage, and with one that is full', () => {
  changeProgress(undefined, 'instrument', () => undefined);
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  } as unknown as Storage;
  expect(() => changeProgress(full, 'instrument', () => undefined)).not.toThrow();
});
