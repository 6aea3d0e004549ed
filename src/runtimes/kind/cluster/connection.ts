import { KubeConfig } from '@kubernetes/client-node';
import { type Api, apiOf } from './api.ts';

/** A cluster that can be spoken with, as its administrator. */
export interface Connection {
  /** A file for kubectl and helm, readable by its owner only. */
  kubeconfig: string;
  kube: KubeConfig;
  api: Api;
  /** Name of the kind cluster, whose node images are loaded into; absent where a registry has to have them. */
  kind?: string;
}

/** Reads the kubeconfig and makes its API ready to be asked; nothing is sent yet. */
export function connectTo(kubeconfig: string, kind?: string): Connection {
  const kube = new KubeConfig();
  kube.loadFromFile(kubeconfig);
  return { kubeconfig, kube, api: apiOf(kube), ...(kind && { kind }) };
}
