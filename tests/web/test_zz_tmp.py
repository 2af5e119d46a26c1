"""tmp."""
import cProfile, pstats, time, uuid, random, io
from dataclasses import replace
from tests.web.test_draft_table import *
from tests.workflow.routes import rows_added
import json, pathlib
from values.vocabulary import Origin

def big(world, n):
    rows = []
    for f in ("national_employment.json", "national_social_insurance.json"):
        data = json.loads(pathlib.Path("data/"+f).read_text())
        def walk(o):
            if isinstance(o, dict):
                if "content_elements" in o or "legal_basis" in o: rows.append(o)
                for v in o.values(): walk(v)
            elif isinstance(o, list):
                for v in o: walk(v)
        walk(data)
    rnd = random.Random(3)
    verbs = "申领 登记 核准 变更 查询 公示 备案 复核 发放 终止 认定 补贴 转移 接续 注销 培训 鉴定 招聘 服务 援助".split()
    nouns = "失业保险 工伤保险 养老保险 就业见习 创业担保 灵活就业 职业技能 高校毕业生 退役军人 农民工 残疾人 家庭服务 劳务协作 社会保障卡 医疗期 遗属待遇 丧葬补助 供养亲属 一次性 稳岗返还 人事档案 劳动合同 集体合同 最低工资 特殊工时".split()
    tails = "信息 政策 流程 名单 结果 指南 材料".split()
    names = []
    while len(names) < n:
        x = rnd.choice(nouns)+rnd.choice(nouns)+rnd.choice(verbs)+rnd.choice(tails)
        if x not in names: names.append(x)
    d = rows_added(world, *names)
    out = []
    for i, c in enumerate(d.changes):
        cont = replace(c.after.content, content_elements=tuple(f"{rnd.choice(nouns)}{rnd.choice(verbs)}{k}" for k in range(6)))
        out.append(replace(c, after=replace(c.after, content=cont, origin=Origin.SUPPLEMENT)))
    return replace(d, changes=tuple(out))

@pytest.mark.parametrize("n", [5, 500])
def test_perf(app: Flask, world: World, n) -> None:
    with app.app_context():
        d = big(world, n)
        number = world.opened(d)
    client = signed_in(app, world, "drafter")
    draft = Draft(app, world, f"/proposals/{number}/edit")
    entry = d.changes[-1].entry
    addr = f"{draft.address}/table/{entry}/deadline"
    (values,) = [one.values for one in forms_of(part(client, "GET", addr).text)]
    for k in range(3):
        (values,) = [one.values for one in forms_of(part(client, "GET", addr).text)]
        p = cProfile.Profile(time.process_time) if k == 2 else None
        t = time.process_time()
        if p: p.enable()
        r = part(client, "POST", addr, **{**values, "deadline": f"{k+3}个工作日内公开"})
        if p: p.disable()
        print("N", n, "CELL", r.status_code, time.process_time() - t, len(r.text))
    s = io.StringIO(); pstats.Stats(p, stream=s).sort_stats("cumtime").print_stats(45); print(s.getvalue()[:9000])
    for path in ("", "/table", f"/entries/{entry}"):
        t = time.process_time(); r = FlaskClient.open(client, draft.address + path); print("GET", n, path, r.status_code, time.process_time() - t)
