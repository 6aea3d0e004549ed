{{/* One of the programs that are switched on by a value: configuration, account, Service and Deployment. Its dict has
     name, root, value (of values.yaml), user, file (where the configuration lies), args, ports (name to number),
     ready (path, and port by name), data (folder it writes to) and env. */}}
{{- define "tool" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}-config
  namespace: {{ .root.Values.namespaces.tracing }}
  labels:
    {{- include "labels" . | nindent 4 }}
data:
  {{ base .file }}: |
    {{- tpl .value.config .root | nindent 4 }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  namespace: {{ .root.Values.namespaces.tracing }}
  labels:
    {{- include "labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  namespace: {{ .root.Values.namespaces.tracing }}
  labels:
    {{- include "labels" . | nindent 4 }}
spec:
  selector:
    app.kubernetes.io/name: {{ .name }}
  ports:
    {{- range $name, $port := .ports }}
    - { name: {{ $name }}, port: {{ $port }}, targetPort: {{ $name }} }
    {{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name }}
  namespace: {{ .root.Values.namespaces.tracing }}
  labels:
    {{- include "labels" . | nindent 4 }}
spec:
  replicas: 1
  revisionHistoryLimit: 3
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .name }}
  template:
    metadata:
      labels:
        {{- include "labels" . | nindent 8 }}
      annotations:
        # Another configuration is another pod.
        tracing/config: {{ tpl .value.config .root | sha256sum | trunc 16 | quote }}
    spec:
      serviceAccountName: {{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 10
      securityContext:
        {{- include "podSecurity" (dict "user" .user) | nindent 8 }}
      containers:
        - name: {{ .name }}
          image: {{ .value.image }}
          imagePullPolicy: {{ .root.Values.imagePullPolicy }}
          {{- with .args }}
          args:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          securityContext:
            {{- include "containerSecurity" . | nindent 12 }}
          ports:
            {{- range $name, $port := .ports }}
            - { name: {{ $name }}, containerPort: {{ $port }} }
            {{- end }}
          {{- with .env }}
          env:
            {{- range $name, $value := . }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- end }}
          readinessProbe:
            httpGet: { path: {{ .ready.path }}, port: {{ .ready.port }} }
            periodSeconds: 1
            timeoutSeconds: 2
          resources:
            {{- toYaml .value.resources | nindent 12 }}
          volumeMounts:
            - name: config
              mountPath: {{ dir .file }}
              readOnly: true
            {{- with .data }}
            - name: data
              mountPath: {{ . }}
            {{- end }}
            - name: scratch
              mountPath: /tmp
      volumes:
        - name: config
          configMap:
            name: {{ .name }}-config
        - name: data
          emptyDir: {}
        - name: scratch
          emptyDir: {}
{{- end }}
