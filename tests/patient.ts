/** How long a test waits for what must come: vi.waitFor gives up after one second, which a busy machine needs for nothing. */
export const PATIENT = { timeout: 15_000, interval: 20 };
