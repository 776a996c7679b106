import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NamedObject } from '../kubernetes/object';
import { isMapping } from '../yaml/value';

/** How often objects of stacks were touched, so that a check of them is known to be stale. */
export const touches = { count: 0 };

/** An object of a stack as a construct of cdk8s: made of data, and the same data again unless somebody changed it. */
export class StackObject extends ApiObject {
  private isTouched = false;

  constructor(
    scope: Construct,
    id: string,
    /** The object as it was made. */
    readonly original: NamedObject,
    /** The file of the stack that it belongs to. */
    readonly file: string,
  ) {
    super(scope, id, original);
    const { metadata } = this;
    // cdk8s puts every object into the namespace of its chart; what says no namespace here has none.
    if (original.metadata.namespace === undefined) Object.assign(metadata, { namespace: undefined });
    // Who asks for the metadata may add a label.
    Object.defineProperty(this, 'metadata', {
      get: () => {
        this.touch();
        return metadata;
      },
    });
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.touch();
    super.addJsonPatch(...patches);
  }

  override toJson(): NamedObject {
    const [wasTouched, count] = [this.isTouched, touches.count];
    const json = super.toJson() as NamedObject;
    this.isTouched = wasTouched;
    touches.count = count;
    return json;
  }

  private touch(): void {
    this.isTouched = true;
    touches.count++;
  }

  /** The object as it is written, patches and labels included: the data that it was made of where nothing changed. */
  current(): NamedObject {
    return this.isTouched ? (inOrderOf(this.toJson(), this.original) as NamedObject) : this.original;
  }
}

/** The object that any construct is written as. */
export const writtenObject = (object: ApiObject): NamedObject =>
  isStackObject(object) ? object.current() : (object.toJson() as NamedObject);

// `instanceof` cannot tell: cdk8s makes it true for every ApiObject.
export const isStackObject = (object: ApiObject): object is StackObject => 'original' in object && 'current' in object;

/** A value with its keys in the order of another one, so that a patched object differs from the original in the patch alone. */
function inOrderOf(value: unknown, model: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => inOrderOf(item, Array.isArray(model) ? model[index] : undefined));
  if (!isMapping(value)) return value;
  const known: Readonly<Record<string, unknown>> = isMapping(model) ? model : {};
  const keys = [...Object.keys(known).filter((key) => key in value), ...Object.keys(value).filter((key) => !(key in known))];
  return Object.fromEntries(keys.map((key) => [key, inOrderOf(value[key], known[key])]));
}
