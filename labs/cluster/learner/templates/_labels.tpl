{{- define "labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: spanwise
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* The labels of a learner's namespace, said here and nowhere else. Pods that ask for more than "restricted" allows
     are refused, and whoever applies something that makes such pods is warned at once. */}}
{{- define "namespaceLabels" -}}
app.kubernetes.io/part-of: spanwise
spanwise/learner: {{ .Values.learner | quote }}
pod-security.kubernetes.io/enforce: restricted
pod-security.kubernetes.io/enforce-version: latest
pod-security.kubernetes.io/warn: restricted
pod-security.kubernetes.io/warn-version: latest
{{- end }}
