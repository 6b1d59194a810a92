/** Follows redirects with a jar of cookies, as a browser does, and can be stopped on the way. */
export class Browser {
  readonly #jar = new Map<string, Map<string, string>>();

  cookies(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#jar.get(host) ?? new Map<string, string>();
    this.#jar.set(host, jar);
    return jar;
  }

  async open(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const jar = this.cookies(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { ...(cookie && { cookie }), ...headers } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** To where a redirect leads that is for `until`, without opening that; or to a page, which is an error. */
  async follow(url: string, until: (url: string) => boolean): Promise<string> {
    let here = url;
    for (let hops = 0; hops < 12; hops++) {
      if (hops > 0 && until(here)) return here;
      const answer = await this.open(here);
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`${here} ended with ${answer.status}: ${await answer.text()}`);
      here = new URL(location, here).href;
    }
    throw new Error(`${url} leads nowhere`);
  }
}
