import { describe, expect, it } from 'vitest';
import { openKeptTexts } from '#site/elements/edited-files/kept-texts.ts';
import { textEdits } from '#site/elements/edited-files/line-edits.ts';
import { mergeTexts } from '#site/elements/edited-files/merge-texts.ts';
import { editable, inFormOf } from '#site/elements/edited-files/text-form.ts';
import { fakeStorage } from './fake-files.ts';

const BASE = 'a\nb\nc\nd\ne\n';

describe('merging', () => {
  it.each([
    ['A\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n', 'A\nb\nc\nd\nE\n'],
    ['a\nb\nc\nd\ne\nmine\n', 'theirs\na\nb\nc\nd\ne\n', 'theirs\na\nb\nc\nd\ne\nmine\n'],
    ['a\nd\ne\n', 'a\nb\nc\nd\ne\nlast\n', 'a\nd\ne\nlast\n'],
    [BASE, 'a\n', 'a\n'],
    ['same\nb\nc\nd\ne\n', 'same\nb\nc\nd\ne\n', 'same\nb\nc\nd\ne\n'],
  ])('joins changes of other lines: %j and %j', (mine, theirs, merged) => {
    expect(mergeTexts(BASE, mine, theirs)).toBe(merged);
    expect(mergeTexts(BASE, theirs, mine)).toBe(merged);
  });

  it.each([
    ['a\nB\nc\nd\ne\n', 'a\nX\nc\nd\ne\n'],
    ['a\nB\nc\nd\ne\n', 'a\nb\nX\nd\ne\n'],
    ['a\nb\nc\nd\ne\nmine\n', 'a\nb\nc\nd\ne\ntheirs\n'],
    ['a\nb\nc\nd\ne', 'a\nb\nc\nd\ne\ntheirs\n'],
    ['', 'a\nb\nX\nd\ne\n'],
  ])('does not choose where they meet: %j and %j', (mine, theirs) => {
    expect(mergeTexts(BASE, mine, theirs)).toBeUndefined();
    expect(mergeTexts(BASE, theirs, mine)).toBeUndefined();
  });
});

describe('edits', () => {
  it('change no more of a line than differs, so that a cursor in the rest stays', () => {
    expect(textEdits('one\ntwo two\nthree\n', 'zero\none\ntwo 2 two\nthree\n')).toEqual([
      { from: 0, to: 0, insert: 'zero\n' },
      { from: 8, to: 8, insert: '2 ' },
    ]);
  });

  it('make one text the other, also where these are too different to be compared', () => {
    const texts = ['', 'a', 'a\n', BASE, 'a\nb', `${'x\n'.repeat(1500)}`, `${'y\nx\n'.repeat(1500)}`];
    for (const before of texts)
      for (const after of texts) {
        const made = textEdits(before, after).toReversed();
        expect(
          made.reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), before),
        ).toBe(after);
      }
  });
});

describe('line ends and the byte order mark', () => {
  it.each(['a\nb\n', 'a\r\nb\r\n', 'a\r\nb\nc\r\nd', '\uFEFFa\r\n', 'a\rb\r', '', '\r\n\n\r'])(
    '%j goes back as it came',
    (raw) => {
      expect(editable(raw)).not.toContain('\r');
      expect(inFormOf(raw, editable(raw))).toBe(raw);
    },
  );

  it('new lines get the commonest end, and the others keep theirs', () => {
    expect(inFormOf('a\r\nb\nc\r\n', 'a\nnew\nb\nc\n')).toBe('a\r\nnew\r\nb\nc\r\n');
    expect(inFormOf('', 'a\n')).toBe('a\n');
  });

  it('half a character becomes one that can be saved', () => {
    expect(inFormOf('', 'a\uD83D')).toBe('a\uFFFD');
  });
});

describe('kept texts', () => {
  const open = (storage: Parameters<typeof openKeptTexts>[0], window: string) =>
    openKeptTexts(storage, 'lab', window, () => 1);

  it('of one window are offered in another, and gone when they are saved', () => {
    const storage = fakeStorage();
    const [one, two] = [open(storage, 'one'), open(storage, 'two')];
    one.keepOwn('a.go', 'typed', 'base');
    expect([one.of('a.go'), two.of('a.go')]).toEqual([[], []]);
    two.readAgain();
    expect(two.of('a.go')).toMatchObject([{ text: 'typed', base: 'base', why: 'not-saved' }]);
    expect(openKeptTexts(storage, 'other', 'two', () => 1).paths()).toEqual([]);
    one.dropOwn('a.go');
    two.readAgain();
    expect(two.paths()).toEqual([]);
  });

  it('are not offered in another window while they are typed, but when theirs has gone', () => {
    const storage = fakeStorage();
    const [one, two] = [open(storage, 'one'), open(storage, 'two')];
    one.keepTyping('a.go', 'typed', 'base');
    two.readAgain();
    const three = open(storage, 'three');
    three.readAgain();
    expect([two.paths(), three.paths()]).toEqual([[], ['a.go']]);
    one.keepTyping('a.go', 'typed on', 'base');
    three.readAgain();
    expect(three.paths()).toEqual([]);
    one.keepOwn('a.go', 'typed on', 'base');
    two.readAgain();
    expect(two.paths()).toEqual(['a.go']);
  });

  it('of one window are not thrown away by another that has seen an older one', () => {
    const storage = fakeStorage();
    const one = open(storage, 'one');
    one.keepOwn('a.go', 'typed', 'base');
    const two = open(storage, 'two');
    one.keepOwn('a.go', 'typed on', 'base');
    two.drop(two.of('a.go')[0]!.id);
    expect(two.of('a.go').map(({ text }) => text)).toEqual(['typed on']);
    two.drop(two.of('a.go')[0]!.id);
    expect([two.paths(), storage.length]).toEqual([[], 0]);
  });

  it('last as long as the page where the storage takes none', () => {
    const storage = fakeStorage();
    storage.full = true;
    const kept = open(storage, 'one');
    kept.keepCopy('a.go', 'typed', 'typed');
    expect([kept.of('a.go').length, kept.storeRest(), storage.length]).toEqual([1, false, 0]);
    storage.full = false;
    expect([kept.storeRest(), storage.length]).toEqual([true, 1]);
    const none = open(undefined, 'one');
    expect([none.keepOwn('a.go', 'typed', ''), none.of('a.go')]).toEqual([false, []]);
  });

  it('that cannot be read are left alone', () => {
    const storage = fakeStorage();
    storage.setItem('spanwise.kept.lab.x', '{"version":2}');
    storage.setItem('spanwise.kept.lab.y', 'no JSON');
    expect([open(storage, 'one').paths(), storage.length]).toEqual([[], 2]);
  });
});
