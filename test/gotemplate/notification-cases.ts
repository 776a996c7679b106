/** A file of templates that the texts below may call. */
export const file = `{{ define "shop.title" }}{{ .Status | toUpper }} {{ .GroupLabels.alertname }}{{ end }}
{{ define "shop.alert" }}{{ .Labels.pod }}: {{ .Annotations.summary }}{{ end }}
{{ define "shop.wrong" }}{{ .Annotations.summary }}{{ end }}
{{ define "shop.variable" }}{{ $group := . }}{{ range .Alerts }}{{ $group.Receiver }}{{ end }}{{ end }}`;

/** Templates that Alertmanager expands, whatever the alerts are. */
export const right: readonly string[] = [
  '{{ template "slack.default.title" . }} {{ template "__subject" . }} {{ template "__alertmanager" }}',
  '{{ template "shop.title" . }} {{ range .Alerts }}{{ template "shop.alert" . }}{{ end }} {{ template "shop.variable" . }}',
  '{{ range .Alerts.Firing }}{{ .Labels.SortedPairs.Values | join ", " }} since {{ .StartsAt.Format "15:04" }}{{ end }}',
  '{{ .GroupLabels.Names.Join " " }} {{ (.CommonLabels.Remove .GroupLabels.Names).Values | join " " }}',
  '{{ .CommonLabels.Remove (stringSlice "a" "b") }} {{ .CommonAnnotations }}',
  '{{ range $name, $value := .CommonLabels }}{{ $name | title }}={{ $value }}{{ end }}',
  '{{ range $i, $alert := .Alerts }}{{ if $i }}, {{ end }}{{ $alert.Labels.alertname }}{{ end }}',
  '{{ range .Alerts }}{{ $.ExternalURL }} {{ .GeneratorURL }} {{ .Fingerprint }} {{ .EndsAt.Unix }}{{ end }}',
  '{{ (index .Alerts 0).Labels.namespace | toUpper }} {{ index .CommonLabels "a.b/c" }} {{ len .Alerts.Resolved }}',
  '{{ if gt (len .Alerts.Firing) 0 }}{{ .Alerts.Firing | len }}{{ end }} {{ len .CommonLabels }}',
  '{{ with .CommonAnnotations.runbook_url }}{{ . | urlquery }}{{ else }}{{ .Receiver }}{{ end }}',
  '{{ reReplaceAll "(a+)" "$1$1" .Status }} {{ match "^f" .Status }} {{ .CommonLabels.a | trimSpace | toLower }}',
  '{{ range .Alerts }}{{ .StartsAt | tz "Europe/Paris" | date "15:04" }} {{ since .StartsAt | humanizeDuration }}{{ end }} {{ now.Unix }}',
  '{{ $l := list 1 2 }}{{ $l = append $l 3 }}{{ len $l }} {{ $d := dict "a" 1 }}{{ $d.a }} {{ .CommonLabels | toJson }}',
  '{{ define "own" }}{{ .Name }}{{ end }}{{ range .CommonLabels.SortedPairs }}{{ template "own" . }}{{ end }}',
  '{{ template "slack.default.color" (index .Alerts 0) }} {{ template "__text_alert_list" .Alerts.Firing }}',
  '{{ eq .Status "firing" }} {{ .CommonLabels.String | printf "%s" }}',
  '{{ printf "%d of %s" (len .Alerts) .Status }} {{ .RouteLabels }} {{ routeLabels "team" }} {{ base64encode .ExternalURL }}',
  '{{ template "__subject" (dict "Status" .Status "Alerts" .Alerts "GroupLabels" .GroupLabels "CommonLabels" .CommonLabels) }}',
  '{{ range $pair := .GroupLabels.SortedPairs }}{{ $pair.Name }}={{ $pair.Value }} {{ end }}{{ .GroupLabels.SortedPairs.Names }}',
  '{{- /* a comment */ -}} {{ if and .CommonLabels.a (ne .CommonLabels.a "x") }}{{ .CommonLabels.a }}{{ end }}',
];

/** Templates that it cannot expand, with what the finding must say. */
export const wrong: readonly (readonly [text: string, says: RegExp])[] = [
  ['{{ .CommonLabels.severity | upcase }}', /no function `upcase`/],
  ['{{ .Annotations.summary }}', /a notification has no `\.Annotations`.*CommonAnnotations/],
  ['{{ .Labels.severity }}', /a notification has no `\.Labels`.*range \.Alerts/],
  ['{{ .StartsAt }}', /a notification has no `\.StartsAt`.*range \.Alerts/],
  ['{{ .CommonLabel.severity }}', /no `\.CommonLabel`.*Did you mean `\.CommonLabels`/],
  ['{{ range .Alerts }}{{ .CommonLabels.severity }}{{ end }}', /an alert has no `\.CommonLabels`.*\$\.CommonLabels/],
  ['{{ range .Alerts }}{{ .Summary }}{{ end }}', /an alert has no `\.Summary`/],
  ['{{ .Alerts.Labels.severity }}', /a list of alerts has no `\.Labels`/],
  ['{{ range .Alerts.Firing.Resolved }}x{{ end }}', /a list of alerts has no `\.Resolved`/],
  ['{{ .CommonLabels.severity.name }}', /a string has no field `name`/],
  ['{{ range .Alerts }}{{ .Labels.severity }}', /end/],
  ['{{ template "shop.subject" . }}', /no template `shop\.subject`/],
  ['{{ template "slack.default.titel" . }}', /Did you mean `slack\.default\.title`/],
  ['{{ template "shop.wrong" . }}', /the template `shop\.wrong` of shop\.tmpl fails here.*\.Annotations/],
  ['{{ template "shop.alert" . }}', /the template `shop\.alert` of shop\.tmpl fails here/],
  ['{{ range .Alerts }}{{ template "shop.title" . }}{{ end }}', /the template `shop\.title` of shop\.tmpl fails here.*GroupLabels/],
  ['{{ template "slack.default.title" }}', /built-in template `slack\.default\.title` fails here: it is given nothing/],
  ['{{ range .Alerts }}{{ template "__subject" . }}{{ end }}', /built-in template `__subject` fails here/],
  ['{{ .CommonLabels | join ", " }}', /`join` cannot take a set of labels/],
  ['{{ .Alerts | toUpper }}', /`toUpper` cannot take a list of alerts/],
  ['{{ .CommonLabels.Values | toUpper }}', /`toUpper` cannot take a list of texts.*join/],
  ['{{ $labels.severity }}', /no variable `\$labels`/],
  ['{{ .Status.String }}', /a string has no field `String`/],
  ['{{ range .Status }}x{{ end }}', /`range` cannot go over a string/],
  ['{{ if eq .Alerts "firing" }}x{{ end }}', /`eq` cannot compare a list of alerts with a string/],
  ['{{ if gt .Alerts 0 }}x{{ end }}', /`gt` cannot compare a list of alerts/],
  ['{{ (index .Alerts "a").Status }}', /a list of alerts is asked by an int/],
  ['{{ .CommonLabels.Remove }}', /`\.Remove` takes an argument/],
  ['{{ range .Alerts }}{{ .StartsAt.Fromat "15:04" }}{{ end }}', /a time has no `Fromat`.*Format/],
  ['{{ humanizePercentage 0.5 }}', /no function `humanizePercentage`/],
  ['{{ if eq .CommonLabels .GroupLabels }}x{{ end }}', /`eq` cannot compare a set of labels/],
  ['{{ if eq (index .Alerts 0).EndsAt "x" }}x{{ end }}', /`eq` cannot compare a time with a string/],
  ['{{ range .Alerts }}{{ .StartsAt.Format }}{{ end }}', /`\.Format` takes an argument/],
  ['{{ date "15:04" .Status }}', /`date` cannot take a string/],
];
