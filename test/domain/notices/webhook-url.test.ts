import { expect, test } from '@jest/globals';
import { webhookUrlProblem } from '../../../domain/notices/webhook-url.js';

test.each([
  'https://example.gov.cn/hook',
  'http://127.0.0.1:8080/x',
  'http://localhost/x',
  'http://[::1]:9/',
])('%s may be a webhook', (url) => expect(webhookUrlProblem(url)).toBeNull());

test.each([
  'http://example.gov.cn/hook',
  'http://127.0.0.1.example.com/',
  'https://user:pass@example.com/',
  'https://example.com/#part',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'not a url',
  `https://example.com/${'a'.repeat(500)}`,
])('%s may not', (url) => expect(webhookUrlProblem(url)).not.toBeNull());
