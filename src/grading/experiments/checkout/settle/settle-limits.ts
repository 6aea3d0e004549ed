/** Times that decide when an attempt is settled, in milliseconds. */
export interface SettleLimits {
  /** No news for this long ends an attempt in which everything is there that a checkout can leave behind; the first look at Tempo waits for it. */
  quiet: number;
  /** No news for this long ends an attempt that lacks something for good, once a search has confirmed that it is not stored. */
  giveUp: number;
  /** Counted from the first look: how long is waited for a span that was sampled and may only be late. */
  late: number;
  /** A search that ends later than this after the newest span came knows of that span. */
  searchLag: number;
  /** Counted from the first look at Tempo: whatever has not come by then is not waited for. */
  deadline: number;
  /** Between two looks at the log lines. */
  lookEvery: number;
  /** Between two looks at Tempo by trace id, after the first. */
  fetchEvery: number;
  /** Between two searches. */
  searchEvery: number;
  /** Before the first search. */
  firstSearch: number;
}

/**
 * The limits for services whose span processors send a batch every `exportDelay`, 200 ms on both runtimes. Measured on
 * two cores: Tempo shows a stored span by its trace id after 17–33 ms, and in a search after 1.0–1.1 s.
 */
export function settleLimits(exportDelay: number): SettleLimits {
  return {
    // A service's last span may wait one delay for its batch. The batches of two services are not in step, so the span
    // of the next service may come a second delay later. The third covers the Collector, Tempo and the next look.
    quiet: 3 * exportDelay,
    // A trace that no log line names is found by a search alone: 1 500 ms until the search knows of it, 250 ms until the
    // search is due, 600 ms of quiet for what it leads to, and 250 ms to spare make 2 600 ms, 13 export delays. A longer
    // export delay makes it longer; a shorter one does not make the search any quicker.
    giveUp: Math.max(2600, 13 * exportDelay),
    // Tempo's 1.0–1.1 s, and 400 ms for a machine that has other work.
    searchLag: 1500,
    // The SDK's own export delay is 5 s, and a learner's exporter may have it. The rest is as much as `giveUp` has to spare.
    late: 6500,
    // A span that comes just before `late` still gets its quiet. Somebody waits for the verdict, so an attempt in which
    // spans keep coming is inconclusive and not endless.
    deadline: 8000,
    // Several looks within `quiet`, and on average 40 ms added to an attempt; a look costs nothing but itself.
    lookEvery: 80,
    // A look at Tempo is a request for each trace that lacks something, of up to fifty.
    fetchEvery: 240,
    // A search costs Tempo more than a look by id, and its view is a second old in any case.
    searchEvery: 250,
    // An earlier search could not find even the check's own spans, which are stored first.
    firstSearch: 1000,
  };
}
