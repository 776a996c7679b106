import { type GoType, type Method, type TemplateValue, value } from '../values';

// What Alertmanager 0.34 gives to the templates of its receivers (template/template.go: Data, Alert, KV, Pairs, Strings).

export const composite = (type: GoType): TemplateValue => value('composite', { type });
const text = value('string');
const gives = (returns: TemplateValue): Method => ({ takesArgument: false, returns });
const takes = (returns: TemplateValue): Method => ({ takesArgument: true, returns });

/** A list of texts without methods, as functions give it. */
export const plainTexts: GoType = { is: 'list', title: 'a list of texts', element: text };
const texts: GoType = { ...plainTexts, methods: { Join: takes(text) } };

const pair: GoType = { is: 'struct', title: 'a pair', fields: { Name: text, Value: text } };
const pairs: GoType = {
  is: 'list',
  title: 'a list of pairs',
  element: composite(pair),
  methods: { Names: gives(composite(texts)), Values: gives(composite(texts)), String: gives(text) },
};

/** Labels or annotations; what is not there is an empty text. */
const keyValues: GoType = {
  is: 'map',
  title: 'a set of labels',
  element: text,
  methods: {
    SortedPairs: gives(composite(pairs)),
    Names: gives(composite(texts)),
    Values: gives(composite(texts)),
    String: gives(text),
    // It gives what it is.
    get Remove() {
      return takes(composite(keyValues));
    },
  },
};
const labels = composite(keyValues);

const oneByOne = (field: string) => `Each alert has its own: write it as \`{{ range .Alerts }}{{ .${field} }}{{ end }}\``;

export const alertType: GoType = {
  is: 'struct',
  title: 'an alert',
  fields: {
    Status: text,
    Labels: labels,
    Annotations: labels,
    StartsAt: value('time'),
    EndsAt: value('time'),
    GeneratorURL: text,
    Fingerprint: text,
  },
  hintFor: (name) => (Object.hasOwn(groupType.fields!, name) ? `It is a field of the whole notification: write \`$.${name}\`.` : undefined),
};

const someAlerts: GoType = { is: 'list', title: 'a list of alerts', element: composite(alertType), hintFor: (name) => ofList(name) };
const allAlerts: GoType = {
  ...someAlerts,
  methods: { Firing: gives(composite(someAlerts)), Resolved: gives(composite(someAlerts)) },
};

const ofList = (name: string): string | undefined => (Object.hasOwn(alertType.fields!, name) ? `${oneByOne(name)}.` : undefined);

/** The notification of a group. */
export const groupType: GoType = {
  is: 'struct',
  title: 'a notification',
  fields: {
    Receiver: text,
    Status: text,
    Alerts: composite(allAlerts),
    NotificationReason: text,
    GroupLabels: labels,
    CommonLabels: labels,
    CommonAnnotations: labels,
    RouteLabels: labels,
    ExternalURL: text,
  },
  hintFor: (name) => {
    if (name === 'Labels') return `${oneByOne('Labels')}, or what they have in common as \`.CommonLabels\`.`;
    if (name === 'Annotations') return `${oneByOne('Annotations')}, or what they have in common as \`.CommonAnnotations\`.`;
    return ofList(name);
  },
};

export const notification = composite(groupType);
