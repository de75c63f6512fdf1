{{/* Everything is named as the release, as its Service is in the certificate. */}}
{{- define "agentgateway.account" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default .Release.Name }}{{ else }}{{ .Values.serviceAccount.name | default "default" }}{{ end }}
{{- end }}

{{- define "agentgateway.selector" -}}
app.kubernetes.io/name: agentgateway-controller
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "agentgateway.labels" -}}
{{ include "agentgateway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}
