/** Brings a verdict as it was stored to today's shape: attempts of early versions call `stage` by its old name, `rung`. */
export function upgradeVerdict(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('rung' in stored)) return stored;
  const { rung, ...verdict } = stored;
  return { ...verdict, stage: rung };
}
