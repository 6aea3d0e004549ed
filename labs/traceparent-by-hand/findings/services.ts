/** The services that a checkout passes through, in its order. */
export const SERVICES = ['storefront', 'catalog', 'orders', 'payments-worker'] as const;
