import type { XmlReader } from './office-text.js';
import type { PlacedText } from './page-text.js';

type Attributes = Readonly<Record<string, string>>;

/** What a part of an OFD file (GB/T 33190-2016) holds: the letters as they lie, in millimetres; y grows upwards, as in a PDF. */
export class OfdPart implements XmlReader {
  readonly items: PlacedText[] = [];
  /** The outermost element. */
  root = '';
  /** Where the document keeps the pages that only lie under others. */
  readonly templates: string[] = [];
  attachments = 0;
  private object: Attributes = {};
  private code: { x: number; y: number; attributes: Attributes } | undefined;
  private letters = '';

  open(name: string, attributes: Attributes): void {
    this.root ||= name;
    if (name === 'Attachment') this.attachments += 1;
    else if (name === 'TemplatePage') this.templates.push(attributes['BaseLoc'] ?? '');
    else if (name === 'TextObject') [this.object, this.code] = [attributes, undefined];
    else if (name === 'TextCode') {
      // A place that is not given is that of the code before.
      const [x = this.code?.x ?? 0] = numbers(attributes['X']);
      const [y = this.code?.y ?? 0] = numbers(attributes['Y']);
      this.code = { x, y, attributes };
      this.letters = '';
    }
  }

  text(text: string): void {
    this.letters += text;
  }

  close(name: string): void {
    if (name !== 'TextCode' || this.code === undefined) return;
    const { x, y, attributes } = this.code;
    const [left = 0, top = 0] = numbers(this.object['Boundary']);
    const [size = 0] = numbers(this.object['Size']);
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(this.object['CTM']);
    this.items.push({
      text: this.letters,
      endsLine: true,
      x: left + a * x + c * y + e,
      y: -(top + b * x + d * y + f),
      width: Math.abs(a) * (size + way(attributes['DeltaX'])),
      height: Math.abs(d) * size,
    });
  }
}

const numbers = (list = ''): number[] =>
  list
    .split(/\s+/)
    .filter((one) => one !== '')
    .map(Number)
    .filter(Number.isFinite);

/** From the first letter to the last, all steps between them; `g 5 4.2` is five alike. */
const way = (list = ''): number =>
  numbers(
    list.replace(/g\s+(\d+)\s+(\S+)/g, (_, times: string, step: string) => `${Number(times) * Number(step)}`),
  ).reduce((total, one) => total + one, 0);
