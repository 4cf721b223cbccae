import type { DeliverableNotice, DueDelivery } from '../../database/notices/delivery.repository.js';
import type { SecretBox } from '../../database/notices/secret-box.js';
import { linkOf } from '../../domain/notices/link.js';
import { outwardBody, subjectOf, wordsOf } from '../../domain/notices/words.js';
import { ChannelError, type Message, type OutwardNotice, type Recipient } from './channels/channel.js';

/** A delivery as the message its channel sends. @throws ChannelError when there is nobody left to send it to. */
export function messageOf(delivery: DueDelivery, now: Date, secrets: SecretBox | undefined): Message {
  const notices = delivery.notices.map(outward);
  return {
    id: delivery.id,
    to: recipientOf(delivery, secrets),
    at: now,
    test: delivery.test,
    subject: delivery.test ? '测试' : subjectOf(notices),
    notices,
  };
}

function outward({ body, processId, assignmentId, ...notice }: DeliverableNotice): OutwardNotice {
  const { process, step, deadline } = body;
  return {
    id: notice.id,
    personId: notice.personId,
    kind: notice.kind,
    urgent: notice.urgent,
    ...wordsOf(notice.kind, outwardBody(body)),
    process,
    step,
    deadline,
    link: linkOf(processId, assignmentId),
    createdAt: new Date(notice.createdAt).toISOString(),
  };
}

function recipientOf(delivery: DueDelivery, secrets: SecretBox | undefined): Recipient {
  if (delivery.channel === 'email') {
    if (delivery.email === null) throw new ChannelError('NO_ADDRESS', 'refused');
    return { kind: 'email', address: delivery.email };
  }
  const { url, endpointId, secretSealed } = delivery;
  if (url === null || endpointId === null || secretSealed === null)
    throw new ChannelError('ENDPOINT_OFF', 'refused');
  if (secrets === undefined) throw new ChannelError('SECRETS_KEY_MISSING', 'channel');
  try {
    return { kind: 'webhook', url, secret: secrets.open(secretSealed, endpointId) };
  } catch {
    throw new ChannelError('SECRETS_KEY_WRONG', 'channel');
  }
}
