import { divisions } from '#reference';
import { readPlaces } from './place.js';

const places = (cell: string) => readPlaces(cell, (text) => divisions.parsePlace(text));

describe('places of a cell', () => {
  it.each([
    ['上海·浦东新区', ['310115']],
    ['潍坊市 奎文区', ['370705']],
    ['山东省/潍坊市/青州市', ['370781']],
    ['福建龙岩', ['350800']],
    ['东莞 虎门镇', ['441900']],
    ['南昌/南京/北京/西安/广州等', ['360100', '320100', '110000', '610100', '440100']],
    ['苏州、昆山', ['320500', '320583']],
    ['乐山市中区', ['511102']],
  ])('finds %s', (cell, codes) => expect(places(cell)).toMatchObject({ codes, unknown: [] }));

  it('tells anywhere, from home and nowhere apart', () => {
    expect(places('全国各地')).toMatchObject({ codes: [], anywhere: true });
    expect(places('南昌/全国')).toMatchObject({ codes: ['360100'], anywhere: true });
    expect(places('远程办公')).toMatchObject({ codes: [], remote: true });
    expect(places('无')).toEqual({ codes: [], anywhere: false, remote: false, unknown: [] });
    expect(places('项目地')).toMatchObject({ codes: [], unknown: [] });
  });

  it('does not choose between places of one name', () => {
    expect(places('朝阳区')).toMatchObject({ codes: [], unknown: ['朝阳区'] });
    expect(places('火星基地')).toMatchObject({ codes: [], unknown: ['火星基地'] });
  });
});
