/** One element of a Word part, found by name: its start tag and what is inside. Elements of these names never hold one another. */
export interface XmlElement {
  head: string;
  inner: string;
}

export function* elementsOf(xml: string, name: string): Generator<XmlElement> {
  const open = `<${name}`;
  for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at + 1)) {
    if (!/[\s/>]/u.test(xml[at + open.length] ?? '')) continue;
    const headEnd = xml.indexOf('>', at);
    if (headEnd < 0) return;
    const head = xml.slice(at, headEnd + 1);
    const end = head.endsWith('/>') ? headEnd + 1 : xml.indexOf(`</${name}>`, headEnd);
    if (end < 0) return;
    yield { head, inner: xml.slice(headEnd + 1, end) };
    at = end - 1;
  }
}

export function attribute(head: string, name: string): string | null {
  const at = head.indexOf(` ${name}="`);
  if (at < 0) return null;
  const from = at + name.length + 3;
  return head.slice(from, head.indexOf('"', from));
}

/** `w:val` of the first element of that name. */
export function firstOf(xml: string, name: string): string | null {
  for (const { head } of elementsOf(xml, name)) return attribute(head, 'w:val');
  return null;
}
