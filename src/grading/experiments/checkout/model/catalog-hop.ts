import type { Span } from '#telemetry/trace/span.ts';
import type { KeyedLog } from '../probes/probe-result.ts';
import { type Attachment, attachmentOf } from './attachment.ts';
import type { CheckoutModel } from './checkout-model.ts';

/** How catalog is attached to a checkout. It knows no order: its spans are found by trace, its log lines by book and time. */
export interface CatalogHop {
  /** `missing`: it logged the look-up, and no span of it is in the checkout's trace. */
  attachment: Attachment | 'missing' | 'not-called';
  span?: Span;
  log?: KeyedLog;
  /** Whether a request sent straight to catalog was stored, and joined. */
  direct: 'joined' | 'split' | 'silent';
}

/** Finds catalog's part of the checkout. */
export function catalogHop({ checkout, catalog }: CheckoutModel): CatalogHop {
  const servers = checkout.spans.filter(({ service, kind }) => service === 'catalog' && kind === 'server');
  const span = servers.find(checkout.inTrace);
  const elsewhere = servers.find((one) => !checkout.inTrace(one));
  const log = checkout.logsOf('catalog').find(({ traceId }) => traceId !== checkout.probe.traceId);
  const [anyLog] = checkout.logsOf('catalog');
  const direct = directOf(catalog);
  if (span) return { attachment: attachmentOf(checkout, span), span, log: anyLog, direct };
  if (elsewhere) return { attachment: attachmentOf(checkout, elsewhere), span: elsewhere, log, direct };
  return { attachment: anyLog ? 'missing' : 'not-called', log: anyLog, direct };
}

function directOf({ spans, probe }: CheckoutModel['catalog']): CatalogHop['direct'] {
  const servers = spans.filter(({ service, kind }) => service === 'catalog' && kind === 'server');
  if (servers.some(({ traceId }) => traceId === probe.traceId)) return 'joined';
  return servers.length > 0 ? 'split' : 'silent';
}
