import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { firstPaint } from '#site/build/first-paint.ts';
import { toHex } from '#site/elements/page/theme-tokens.ts';

describe('before the first paint', () => {
  it.each([
    [{ 'spanwise.theme': 'dark' }, false, 'dark'],
    [{ 'spanwise.theme': 'light' }, true, 'light'],
    [{}, true, 'dark'],
    [{}, false, 'light'],
    [{ 'spanwise.theme': '<x>' }, false, 'light'],
  ])('kept %o and a system that is dark: %s give %s', (kept, dark, theme) => {
    expect(paint(kept, dark).dataset['theme']).toBe(theme);
  });

  it('brings back the width and the folds, and nothing that is not one', () => {
    const good = paint(
      { 'spanwise.bench.width': '640', 'spanwise.bench.fold': 'folded', 'spanwise.rail.fold': 'x' },
      false,
    );
    expect(good.width).toBe('640px');
    expect(good.dataset).toMatchObject({ bench: 'folded' });
    expect(good.dataset).not.toHaveProperty('rail');
    expect(paint({ 'spanwise.bench.width': '9' }, false).width).toBeUndefined();
  });

  it('goes on where storage is forbidden', () => {
    expect(paint(undefined, true).dataset['theme']).toBe('dark');
  });
});

it('writes computed colours as hex', () => {
  expect(toHex('rgb(1, 20, 255)')).toBe('#0114ff');
  expect(toHex('rgba(0, 0, 0, 0.5)')).toBe('#000000');
  expect(toHex('oklch(1 0 0)')).toBe('oklch(1 0 0)');
});

function paint(kept: Record<string, string> | undefined, dark: boolean) {
  const result: { dataset: Record<string, string>; width?: string } = { dataset: {} };
  const style = {
    setProperty: (_name: string, value: string) => {
      result.width = value;
    },
  };
  const localStorage = {
    getItem: (key: string) => {
      if (!kept) throw new Error('forbidden');
      return kept[key] ?? null;
    },
  };
  const document = { documentElement: { dataset: result.dataset, style } };
  runInNewContext(firstPaint, { document, localStorage, matchMedia: () => ({ matches: dark }) });
  return result;
}
