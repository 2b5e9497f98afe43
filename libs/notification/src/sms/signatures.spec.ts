import { aliyunHeaders, canonicalQuery, gatewaySignature, sameText, tencentAuthorization } from './signatures.js';

describe('signatures', () => {
  it('of Aliyun are those of its documented example', () => {
    const { authorization } = aliyunHeaders(
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        date: '2023-10-26T10:22:32Z',
        nonce: '3156853299f313e23d1673dc12e1703d',
        query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      },
      { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
    );
    expect(authorization).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,' +
        'SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
        'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('of Tencent are those that its own library makes of its documented example', () => {
    const authorization = tencentAuthorization(
      {
        service: 'cvm',
        timestamp: 1_551_113_065,
        headers: { 'content-type': 'application/json; charset=utf-8', host: 'cvm.tencentcloudapi.com' },
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      },
      { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', secret: 'Gu5t9xGARNpq86cd98joQYCN3*******' },
    );
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host, Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c',
    );
  });

  it('encode what a query may hold as RFC 3986 says, in the order of the names', () => {
    expect(canonicalQuery({ Sign: '岗桥 (*)', Code: "a!b'c~" })).toBe('Code=a%21b%27c~&Sign=%E5%B2%97%E6%A1%A5%20%28%2A%29');
  });

  it('of a gateway change with every byte, the time and the nonce', () => {
    const all = [
      gatewaySignature('secret', '1', 'n', '{}'),
      gatewaySignature('secret', '1', 'n', '{ }'),
      gatewaySignature('secret', '2', 'n', '{}'),
      gatewaySignature('secret', '1', 'm', '{}'),
      gatewaySignature('other', '1', 'n', '{}'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect([sameText(all[0]!, all[0]!), sameText(all[0]!, all[1]!), sameText('a', 'ab')]).toEqual([true, false, false]);
  });
});
