const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const LONGEST = 500;

/**
 * Why an address can't be a webhook's, in Chinese; null when it can. https, or http to this very machine. Credentials in an
 * address end up in logs, so they are refused. Where the name leads is checked again at every delivery.
 */
export function webhookUrlProblem(text: string): string | null {
  if (text.length > LONGEST) return `最多 ${LONGEST} 个字`;
  if (!URL.canParse(text)) return '不是有效的网址';
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '') return '网址里不能带账号或密码';
  if (hash !== '') return '网址里不能带 # 片段';
  if (protocol === 'https:') return null;
  if (protocol === 'http:' && LOOPBACK.test(hostname)) return null;
  return '只能用 https（本机可以用 http）';
}
