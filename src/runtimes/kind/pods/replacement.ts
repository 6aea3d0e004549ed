/**
 * What becomes of a part's pod. `rollout`: a new pod takes its place. `recreate`: the workload that makes the pod is made
 * anew from the chart as well, since the learner may have changed it; data in volumes stays. `reuse`: a pod that runs stays,
 * unless the chart asks for another one.
 */
export type Replacement = 'rollout' | 'recreate' | 'reuse';
