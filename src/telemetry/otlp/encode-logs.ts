import { encodeAttributes } from './encode-attributes.ts';
import type { LogRecord } from './log-record.ts';

/** Writes log records in OTLP's JSON encoding, one entry for each service. */
export function encodeLogs(records: readonly LogRecord[]) {
  return {
    resourceLogs: [...Map.groupBy(records, ({ service }) => service)].map(([service, ofService]) => ({
      resource: { attributes: encodeAttributes({ 'service.name': service }) },
      scopeLogs: [{ logRecords: ofService.map(encodeRecord) }],
    })),
  };
}

function encodeRecord({ time, observed, severity, body, traceId, spanId, flags, attributes }: LogRecord) {
  return {
    timeUnixNano: String(time),
    observedTimeUnixNano: String(observed),
    ...(severity && { severityNumber: severity.number, severityText: severity.text }),
    body: { stringValue: body },
    attributes: encodeAttributes(attributes),
    ...(traceId && { traceId }),
    ...(spanId && { spanId }),
    ...(flags !== undefined && { flags }),
  };
}
