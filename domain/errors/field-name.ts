/** “牵头单位；送审前必填” is what people call a field, and what there is to know about it. */
export function readDescription(description = ''): { label: string; help: string } {
  const [, label = '', help = ''] = /^([^；：，。]+)[；：，]?(.*)$/.exec(description) ?? [];
  return { label, help };
}

/** One of a list, or a field of it: “议定事项第 3 项的牵头单位”. */
export const nthOf = (list: string, index: number, name?: string): string =>
  `${list}第 ${index + 1} 项${name === undefined ? '' : `的${name}`}`;
