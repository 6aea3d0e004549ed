import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptTexts } from '#site/elements/page/browser-storage.ts';
import { addProgress, changeProgress, readAll, readProgress } from '#site/elements/reading/progress-store.ts';

let kept: Map<string, string>;
let storage: KeptTexts;

beforeEach(() => {
  kept = new Map();
  storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
});

const answer = { answer: ['a'], right: true, tries: 1 };

describe('keeping progress', () => {
  it('gives back what was changed', () => {
    changeProgress(storage, 'instrument', ({ quiz }) => {
      quiz['q'] = answer;
    });
    expect(readProgress(storage, 'instrument').quiz['q']).toEqual(answer);
    expect(readProgress(storage, 'sampling')).toEqual({ sections: [], quiz: {} });
  });

  it('keeps chapters and questions that no page asks for', () => {
    changeProgress(storage, 'gone', (progress) => {
      progress.sections = ['one'];
    });
    changeProgress(storage, 'instrument', () => undefined);
    expect(readProgress(storage, 'gone').sections).toEqual(['one']);
  });

  it('writes its version', () => {
    changeProgress(storage, 'instrument', () => undefined);
    expect(JSON.parse(kept.get('spanwise.progress') ?? '')).toMatchObject({ version: 2 });
  });

  it('adds what was done elsewhere', () => {
    changeProgress(storage, 'instrument', ({ quiz }) => {
      quiz['q'] = answer;
    });
    const other = { instrument: { sections: ['one'], quiz: { r: answer } } };
    expect(addProgress(storage, other)).toMatchObject({ sections: 1, answers: 1 });
    expect(readAll(storage)).toEqual({ instrument: { sections: ['one'], quiz: { q: answer, r: answer } } });
  });
});

describe('records it did not write', () => {
  it('reads version 1, and does not take scrolling for reading', () => {
    kept.set(
      'spanwise.progress',
      JSON.stringify({ version: 1, chapters: { instrument: { read: 1, quiz: { q: answer } } } }),
    );
    expect(readProgress(storage, 'instrument')).toEqual({ sections: [], quiz: { q: answer } });
  });

  it.each(['{', 'null', '{"chapters":{}}', '{"version":1}', '{"version":0,"chapters":{}}'])(
    'puts %s aside and begins anew',
    (text) => {
      kept.set('spanwise.progress', text);
      expect(readProgress(storage, 'instrument')).toEqual({ sections: [], quiz: {} });
      expect(kept.get('spanwise.progress.unreadable')).toBe(text);
    },
  );

  it('never writes over a record of a newer version', () => {
    const text = '{"version":3,"chapters":{"instrument":{"other":"shape"}}}';
    kept.set('spanwise.progress', text);
    changeProgress(storage, 'instrument', (progress) => {
      progress.sections = ['one'];
    });
    expect(addProgress(storage, { instrument: { sections: ['one'], quiz: {} } })).toBe(undefined);
    expect(readProgress(storage, 'instrument').sections).toEqual([]);
    expect(kept.get('spanwise.progress')).toBe(text);
  });
});
