import { expect, it } from 'vitest';
import { imageOf } from '#runtimes/kind/images/image.ts';

it('an image is named for its program, and for the registry it is pushed to', () => {
  const program = '/cache/tools/loki-338a489a47a4ee31';
  expect(imageOf('loki', program, undefined)).toBe('spanwise/loki:338a489a47a4ee31');
  expect(imageOf('loki', program, 'localhost:5000')).toBe('localhost:5000/spanwise-loki:338a489a47a4ee31');
  // No folder more: not every registry has any.
  for (const place of ['registry.example/team', 'registry.example/team/'])
    expect(imageOf('loki', program, place)).toBe('registry.example/team/spanwise-loki:338a489a47a4ee31');
});
