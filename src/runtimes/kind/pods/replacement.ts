/**
 * What becomes of a part's pod. `rollout`: a new pod takes its place. `recreate`: the workload that makes the pod is
 * made anew from the chart as well, since somebody may have changed it by hand; data in volumes stays. `reuse`: a pod
 * that runs stays where the chart asks for no other.
 */
export type Replacement = 'rollout' | 'recreate' | 'reuse';
