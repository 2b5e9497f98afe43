import { defineExport } from '#access';
import { columnsOf } from '#platform/document';
import type { DeliveryDto } from './notification.dto.js';

const delivery = columnsOf<DeliveryDto>();

/** The list of deliveries to take along: addresses masked as on the page. */
export const deliveriesExport = defineExport<DeliveryDto>(
  'deliveries',
  ['发送记录', 'deliveries'],
  [
    delivery.text(['消息', 'Message'], (one) => one.messageTitle),
    delivery.code(
      ['通道', 'Channel'],
      'channel',
      { email: ['邮件', 'e-mail'], sms: ['短信', 'text message'], wecom: ['企业微信', 'WeCom'] },
      (one) => one.channel,
    ),
    delivery.text(['收件人', 'To'], (one) => one.recipient || null),
    delivery.code(
      ['状态', 'State'],
      'state.delivery',
      {
        queued: ['待发送', 'waiting'],
        sent: ['已交付服务商', 'handed over'],
        delivered: ['已送达', 'delivered'],
        failed: ['失败', 'failed'],
        no_address: ['没有地址', 'no address'],
        no_provider: ['通道未接入', 'channel not connected'],
        spare: ['备用', 'in reserve'],
        digest: ['待汇总', 'waits for the digest'],
        digested: ['已汇总发送', 'went in a digest'],
        paused: ['已暂停', 'paused'],
        late: ['已过时效', 'too late'],
        dropped: ['不再需要', 'not needed any more'],
      },
      (one) => one.state,
    ),
    delivery.code(
      ['未送达原因', 'Why it did not arrive'],
      'deliveryFailure',
      {
        throttled: ['发送过于频繁', 'too many at once'],
        network: ['无法连接', 'not reached'],
        credentials: ['密钥被拒绝', 'key refused'],
        money: ['余额不足', 'no money left'],
        template: ['模板未通过审核', 'template not approved'],
        address: ['号码或地址被拒绝', 'address refused'],
        content: ['内容被拒绝', 'content refused'],
        expired: ['链接已失效', 'link ran out'],
        undelivered: ['对方未收到', 'did not arrive'],
        unknown: ['其他原因', 'other reason'],
      },
      (one) => one.failure,
    ),
    delivery.flag(['可能发了两次', 'May have come twice'], (one) => one.unsure),
    delivery.count(['次数', 'Tries'], (one) => one.attempts, 'each'),
    delivery.count(['计费条数', 'Parts'], (one) => one.parts),
    delivery.moment(['建立时间', 'Made'], (one) => one.createdAt),
    delivery.moment(['定于', 'Not before'], (one) => one.goAt),
    delivery.moment(['发出时间', 'Sent'], (one) => one.sentAt),
    delivery.moment(['送达时间', 'Arrived'], (one) => one.arrivedAt),
  ],
);
