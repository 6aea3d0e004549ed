/**
 * Brings a verdict as it was stored to today's shape: attempts of early versions call `stage` by its old name, `rung`,
 * and the only evidence they knew was of spans. What is malformed stays malformed, for the schema to name.
 */
export function upgradeVerdict(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null) return stored;
  const { rung, evidence, ...verdict } = stored as { rung?: unknown; evidence?: unknown };
  return {
    ...verdict,
    ...(rung !== undefined && { stage: rung }),
    evidence: Array.isArray(evidence) ? evidence.map(upgradeEvidence) : evidence,
  };
}

function upgradeEvidence(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || 'kind' in stored) return stored;
  return { kind: 'span', ...stored };
}
