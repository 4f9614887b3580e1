"""Random expressions and literals, and what CPython makes of them: python expressions.py 3000 1 > expressions.json (a third are literals)."""
import ast, json, random, sys, warnings
warnings.simplefilter('ignore')
sys.set_int_max_str_digits(0)
n, seed = int(sys.argv[1]), int(sys.argv[2])
r = random.Random(seed)
W = lambda: r.choice(['', '', ' ', '  '])
def number():
    k = r.randrange(14)
    if k < 4: return str(r.choice([0,1,2,3,5,7,10,255]))
    if k == 4: return str(r.getrandbits(r.choice([8,31,32,62,63,64,65,100])))
    if k == 5: return r.choice(['0x','0X'])+'%x'%r.getrandbits(r.choice([4,63,64,80]))
    if k == 6: return '0b'+bin(r.getrandbits(5))[2:]
    if k == 7: return '0o'+oct(r.getrandbits(9))[2:]
    if k == 8: return r.choice(['1_000','0.1','.5','1.','1e3','1E-3','1e400','1_0.0_1e1_0','2.5','1e16','123456789.123','5e-324','1e22','1e-5','0.0001','9007199254740993','9223372036854775807','9223372036854775808'])
    if k == 9: return repr(r.uniform(-10,10)).lstrip('-')
    if k == 10: return repr(r.uniform(0,1)*10**r.randrange(-300,300))
    return str(r.randrange(20))
def text():
    k = r.randrange(9)
    return ["'a'","'ab'",'"b"',"''","'abc'","r'\\d'","'\\x41\\n\\t'","'\\u00e9\\U0001F600z'","'it\\'s' \"q\""][k]
def seq(d):
    o,c = r.choice(['[]','()'])
    items=[expr(d-1) for _ in range(r.randrange(4))]
    if o=='(' and len(items)==1: return '('+items[0]+',)'
    return o+','.join(items)+c
def expr(d):
    k = r.randrange(26)
    if d <= 0 or k < 5:
        j = r.randrange(12)
        if j < 6: return number()
        if j < 9: return text()
        if j == 9: return r.choice(['True','False','None'])
        return r.choice(['x','y'])
    if k < 13: return expr(d-1)+W()+r.choice(['+','-','*','/','//','%','&','|','^','<<','>>'])+' '+expr(d-1)
    if k == 13: return '('+expr(d-1)+')**'+r.choice(['2','3','0.5','-1','-2.5','0','(1)',number()[:2]])
    if k == 14: return r.choice(['-','+','~','not '])+expr(d-1)
    if k < 17: return expr(d-1)+' '+r.choice(['<','<=','>','>=','==','!=','in','not in'])+' '+expr(d-1)
    if k == 17: return expr(d-1)+' '+r.choice(['<','<=','==','!='])+' '+expr(d-1)+' '+r.choice(['<','>','=='])+' '+expr(d-1)
    if k == 18: return expr(d-1)+' '+r.choice(['and','or'])+' '+expr(d-1)
    if k == 19: return expr(d-1)+' if '+expr(d-1)+' else '+expr(d-1)
    if k == 20: return seq(d)
    if k == 21: return '('+expr(d-1)+')'
    if k == 22: return (seq(d) if r.random()<.6 else text())+'['+r.choice(['0','1','-1','2',':2','1:','::-1','::2','-2:','True',expr(d-1)])+']'
    if k == 23: return r.choice(['abs','len','int','float','str','sorted','max','min'])+'('+expr(d-1)+')'
    if k == 24: return r.choice(['max','min'])+'('+expr(d-1)+', '+expr(d-1)+')'
    return "int('"+r.choice(['12',' 7 ','-3','+4','1_0','0x1f','z','','1.5','0b1'])+"'"+r.choice(['',', 16',', 0',', 10',', 2',', 36'])+')'
def literal(d):
    k = r.randrange(14)
    if d <= 0 or k < 5:
        return r.choice([number, number, text, lambda: r.choice(['True','False','None',"b'a\\x00'","B'\"'",'1j','2.5J','rb"\\d"','...'])])()
    if k == 5: return r.choice('+-')+number()
    if k == 6: return r.choice(['','-','+'])+number()+r.choice('+-')+number().replace('0x','').rstrip('abcdefABCDEF')+r.choice(['j','J',''])
    o,c = r.choice(['[]','()','{}'])
    items=[literal(d-1) for _ in range(r.randrange(4))]
    if k < 9: return '{'+','.join(literal(d-2)+W()+':'+literal(d-1) for _ in range(r.randrange(4)))+'}'
    if o=='(' and len(items)==1: return '('+items[0]+r.choice([',',''])+')'
    if o=='{' and not items: return 'set()'
    return o+(','+W()).join(items)+r.choice(['',','] if items else [''])+c
def mutate(s):
    s=list(s)
    for _ in range(r.randrange(1,3)):
        i=r.randrange(len(s)+1)
        k=r.randrange(3)
        if k==0 and s: s.pop(min(i,len(s)-1))
        elif k==1: s.insert(i,r.choice('()[]{},:+-*/ \'"_.0123eExjab#\n\\='))
        elif s: s[min(i,len(s)-1)]=r.choice('()[],:+-*/ \'"_.01eExjab\t')
    return ''.join(s)

safe = {f.__name__: f for f in (abs, max, min, len, sum, sorted, int, float, str)}
names = {'__builtins__': safe, 'x': 3, 'y': 'ab'}
refused = (ast.Attribute, ast.Set, ast.Dict, ast.JoinedStr, ast.Starred, ast.MatMult, ast.NamedExpr, ast.GeneratorExp, ast.ListComp, ast.Is, ast.IsNot, ast.Lambda)
value = lambda node: eval(compile(ast.Expression(node), '', 'eval'), names)

def attempt(node):
    try: return value(node)
    except Exception: return None

def comparable(tree):
    """Nothing that is refused here on purpose, no complex numbers, and nothing too large."""
    calls = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    for n in ast.walk(tree):
        if isinstance(n, refused): return False
        if isinstance(n, ast.Constant) and isinstance(n.value, (bytes, complex, type(...))): return False
        if isinstance(n, ast.Call) and (not isinstance(n.func, ast.Name) or n.keywords): return False
        if isinstance(n, ast.Name) and (id(n) in calls) != (n.id in safe) or isinstance(n, ast.Name) and n.id not in safe and n.id not in ('x', 'y'): return False
        if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Tuple): return False
    # Innermost first, so that what is evaluated has small parts.
    for n in reversed(list(ast.walk(tree))):
        if not isinstance(n, ast.BinOp): continue
        left, right = attempt(n.left), attempt(n.right)
        if isinstance(n.op, ast.Mod) and isinstance(left, str): return False
        if isinstance(n.op, (ast.Pow, ast.LShift)) and (isinstance(right, int) and abs(right) > 50): return False
        if isinstance(n.op, ast.Mult) and any(isinstance(a, int) and a > 50 and isinstance(b, (str, list, tuple)) for a, b in ((left, right), (right, left))): return False
        if isinstance(attempt(n), complex): return False
    return True

def asked(text, run):
    try: return repr(run(text))
    except Exception as e: return '!' + type(e).__name__

def ask(text):
    try: tree = ast.parse(text.lstrip(' \t'), mode='eval')
    except (SyntaxError, ValueError): return '!SyntaxError'
    except (RecursionError, MemoryError): return None
    return asked(tree, lambda t: value(t.body)) if comparable(tree) else None

def has_set(text):
    try: return any(isinstance(n, ast.Set) and len(n.elts) > 1 or isinstance(n, ast.Dict) and any(isinstance(k, ast.Constant) and k.value is None for k in n.keys) for n in ast.walk(ast.parse(text.lstrip(' \t'), mode='eval')))
    except (SyntaxError, ValueError): return '{' in text

def cases(count, make, mutated, answer):
    rows = []
    while len(rows) < count:
        text = make()
        if r.random() < mutated: text = mutate(text)
        if len(text) > 70 or '\0' in text: continue
        wanted = answer(text)
        if wanted is not None and len(wanted) < 120: rows.append([text, wanted])
    return rows

def dump(name, rows, end): print(f' "{name}": [\n' + ',\n'.join('  ' + json.dumps(row) for row in rows) + f'\n ]{end}')

print('{\n "_about": "Random expressions (x is 3, y is \'ab\') and literals: the text, and repr of what CPython ' + sys.version.split()[0] + ' gives, or its exception: expressions.py beside this file.",')
dump('eval', cases(n * 2 // 3, lambda: expr(r.randrange(1, 5)), .1, ask), ',')
dump('literal', cases(n // 3, lambda: literal(r.randrange(0, 4)), .2, lambda t: None if has_set(t) or '...' in t else asked(t, ast.literal_eval)), '')
print('}')
