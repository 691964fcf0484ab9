/* Made from web/ by `make page`. Licences of what it holds: licences.txt. */
"use strict";(()=>{var S,Rn,Ut,fe,jt,at,Ln,it,$n,Ht,It,Nr,He=Symbol.for("pv"),lt={},ut=[],qr=/^m(i|n|o|s|text|space)$/,zt=Array.isArray,Vt=ut.
slice,ve=Object.assign;function _e(e){e&&e.parentNode&&e.remove()}function On(e,t,n){var o,i,s,a={},l=arguments.length;for(s in t)
s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?i=t[s]:a[s]=t[s];return l>2&&(a.children=l>3?Vt.call(arguments,2):n),Ue(e,
a,o,i,null)}function Ue(e,t,n,o,i){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:He,__v:i||
++Rn,__i:-1,__u:0};return!i&&S.vnode&&S.vnode(s),s}function M(e){return e.children}function Me(e,t){this.props=e,this.context=t,this.__g=0}function de(e,t){if(t==null)return e.
__&&de(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||
e.props.__P?null:de(e)}function Fr(e){var t,n=e.__v,o=n.__e,i=[],s=[],a=e.__P;a&&((t=ve({constructor:He},n)).__v=n.__v+1,
S.vnode&&S.vnode(t),Bt(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,i,o||de(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,
jn(i,t,s),n.__=n.__e=null,t.__e!=o&&Dn(t))}function Dn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),Dn(e)}function En(e){(8&e.__g||(e.__g|=8,fe.push(e),at++))&&jt==S.debounceRendering||
((jt=S.debounceRendering)||queueMicrotask)(An)}function An(){try{for(var e,t=1;fe.length;)fe.length>t&&fe.sort(Ln),e=fe.
shift(),t=fe.length,8&e.__g&&Fr(e)}finally{(at=fe.length)&&(jt||queueMicrotask)(An)}}function Nn(e,t,n,o,i,s,a,l,u,d,f){
var v,_,p,b,x,m,w=o.__k||ut,g=t.length;for(u=jr(n,t,w,u,g),v=0;v<g;v++)(p=n.__k[v])!=null&&(_=~p.__i&&w[p.__i]||lt,p.__i=
v,m=Bt(e,p,_,i,s,a,l,u,d,f),b=p.__e,(_.ref!=p.ref||8&_.__u)&&(_.ref&&Wt(_.ref,null,p,_),p.ref&&f.push(p.ref,p.__c||b,p)),
x=x||b,4&p.__u?(u=qn(p,u,e,!_.__v),_.__e&&(_.__e=null)):typeof p.type=="function"&&m!==void 0?u=m:b&&(u=b.nextSibling),p.
__u&=-21);return n.__e=x,u}function jr(e,t,n,o,i){var s,a,l,u,d,f,v,_,p,b=n.length,x=b,m=0,w=0,g=e.__k=Array(i);for(s=0;s<
i;s++)(a=t[s])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=g[s]=Ue(null,
a):zt(a)?a=g[s]=Ue(M,{children:a}):a.constructor===He&&a.__b?a=g[s]=Ue(a.type,a.props,a.key,a.ref,a.__v):g[s]=a,u=s+m,a.
__=e,a.__b=e.__b+1,l=null,~(d=a.__i=Ir(a,n,u,x))&&(x--,(l=n[d])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,d==u-1?m--:d==u+1?m++:d!=
u&&(d>u?m--:m++,w=1)):(~d||(i>b?m--:i<b&&m++),typeof a.type!="function"&&(a.__u|=4))):g[s]=null;if(w){for(f=[],v=[],s=0;s<
i;s++)if((a=g[s])&&16&a.__u){for(m=0,_=f.length;m<_;)f[p=m+_>>1]<a.__i?m=p+1:_=p;f[m]=a.__i,v[s]=m+1}for(m=f.length;s--;)
v[s]&&(v[s]==m?m--:g[s].__u|=4)}if(x)for(s=0;s<b;s++)!(l=n[s])||2&l.__u||(l.__e==o&&(o=de(l)),Gt(l,l));return o}function qn(e,t,n,o){
var i,s,a,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(i=e.__k)for(s=0;s<i.length;s++)i[s]&&(i[s].__=e,t=qn(
i[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=de(e))&&!t.parentNode&&(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;
for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&t.nodeType==
8&&!t.data.startsWith("$s"););return t}function Ir(e,t,n,o){var i,s=e.key,a=e.type,l=t[n],u=l&&!(2&l.__u);if(l===null&&s==null||u&&s==l.key&&a==l.type)return n;
if(o>(u?1:0)){for(i=n-1;i>=0;i--)if((l=t[i])&&!(2&l.__u)&&s==l.key&&a==l.type)return i;for(i=n+1;i<t.length;i++)if((l=t[i])&&
!(2&l.__u)&&s==l.key&&a==l.type)return i}return-1}function Tn(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}
function rt(e,t,n,o,i){var s,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||Tn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||Tn(e.style,t,n[t])}else if(t[0]=="o"&&
t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=It[t]||(It[t]=
Ur(t)),(e.__a||(e.__a={}))[t]=Ht,s=t!=(t=t.replace($n,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(
t,a,s):e.removeEventListener(t,a,s));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="c\
olSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===
!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function Ur(e){return function(t){var n=this.
__e;if(n){if(n=n[e],t[it]==null)t[it]=Ht++;else if(t[it]<this.__a[e])return;return n(S.event?S.event(t):t)}}}function Bt(e,t,n,o,i,s,a,l,u,d){
var f,v,_,p,b,x,m,w,g,P,O,Ft,Mn,ot,me,Cn,ce,he,ie=t.type;if(t.constructor!==He)return null;128&n.__u&&(u=32&n.__u,f=n.__c.
__z)&&(t.__u|=u,v=s=[],f.nodeType==8?l=st(f,s):s.push(f),l=s[0]||l),(f=S.__b)&&f(t);e:if(typeof ie=="function"){_=a.length;
try{if(w=t.props,g=(f=ie.prototype)&&f.render,P=(f=ie.contextType)&&o[f.__c],O=f?P?P.props.value:f.__:o,(p=n.__c)?(t.__c=
p,2&p.__g&&(p.__g|=1)):(g?t.__c=p=new ie(w,O):(t.__c=p=new Me(w,O),p.constructor=ie,p.render=zr),P&&P.sub(p),p.state||(p.
state={}),p.__n=o,p.__g|=8,p.__h=[],p.__k=[]),g&&(p.__s||(p.__s=p.state),ie.getDerivedStateFromProps&&(p.__s==p.state&&(p.
__s=ve({},p.__s)),ve(p.__s,ie.getDerivedStateFromProps(w,p.__s)))),b=p.props,x=p.state,p.__v=t,n.__c){if(w!==b&&g&&!ie.getDerivedStateFromProps&&
p.componentWillReceiveProps&&p.componentWillReceiveProps(w,O),t.__v==n.__v&&!(8&p.__g)||!(4&p.__g)&&p.shouldComponentUpdate&&
p.shouldComponentUpdate(w,p.__s,O)===!1){t.__v!=n.__v&&(p.props=w,p.state=p.__s,p.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.
some(function(J){J&&(J.__=t)}),ut.push.apply(p.__h,p.__k),p.__k=[],p.__h.length&&a.push(p),l=de(n);break e}p.componentWillUpdate&&
p.componentWillUpdate(w,p.__s,O),g&&p.componentDidUpdate&&p.__h.push(function(){p.componentDidUpdate(b,x,m)})}else g&&!ie.
getDerivedStateFromProps&&p.componentWillMount&&p.componentWillMount(),g&&p.componentDidMount&&p.__h.push(p.componentDidMount);
p.context=O,p.props=w,p.__P=e,p.__g&=-5,Ft=S.__r,Mn=g?25:0;do p.__g&=-9,Ft&&Ft(t),f=p.render(p.props,p.state=p.__s,p.context);while(8&
p.__g&&++Mn<25);g&&(ut.push.apply(p.__h,p.__k),p.__k=[]),p.state=p.__s,p.getChildContext&&(o=ve({},o,p.getChildContext())),
g&&n.__c&&p.getSnapshotBeforeUpdate&&(m=p.getSnapshotBeforeUpdate(b,x)),ot=f&&f.type===M&&f.key==null?f.props.children:f,
w.__P&&(f=l,i=(e=w.__P).namespaceURI,u=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(J){J&&Gt(J,J)}),n.__k=null),
l=n.__k?de(n,0):null),l=Nn(e,zt(ot)?ot:[ot],t,n,o,i,s,a,l,u,d),w.__P&&(t.__e=null,l=f),t.__u&=-161,v&&v.some(_e),p.__h.length&&
a.push(p),1&p.__g&&(p.__g&=-4)}catch(J){if(a.length=_,t.__v=null,u||s)if(J&&J.then){if(t.__u|=128|u,s){for(~(ce=s.indexOf(
l||void 0))||(ce=s.length);(he=s[ce-1])&&he.nodeType==8;)ce--;for(;ce<s.length;ce++)if(he=s[ce])if(s[ce]=null,me){if(he==
Cn)break}else{if(he.nodeType!=8)break;he.data.startsWith("$s")&&(Cn=st(me=he))}}if(!me){for(;l&&l.nodeType==8&&l.nextSibling;)
l=l.nextSibling;me=l}(f=st(me=t.__c.__z||(t.__c.__z=me)))?(t.__e=me,l=f):t.__e=l,l=l&&l.nextSibling}else s&&s.some(_e);else
t.__e=n.__e;t.__k||(t.__k=n.__k||[]),J&&J.then||Fn(t),S.__e(J,t,n)}}else l=t.__e=Hr(n.__e,t,n,o,i,s,a,u,d,e);return(f=S.
diffed)&&f(t),l}function st(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==
8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Fn(e){e&&(e.__c&&
(e.__c.__g|=4),e.__k&&e.__k.some(Fn))}function jn(e,t,n){for(var o=0;o<n.length;)Wt(n[o++],n[o++],n[o++]);S.__c&&S.__c(t,
e),e.some(function(i){try{e=i.__h,i.__h=[],e.some(function(s){s.call(i)})}catch(s){S.__e(s,i.__v)}})}function Hr(e,t,n,o,i,s,a,l,u,d){
var f,v,_,p,b,x,m,w,g=n.props||lt,P=t.props,O=t.type;if(O=="svg"?i="http://www.w3.org/2000/svg":O=="math"?i="http://www.\
w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),s){for(f=0;f<s.length;f++)if((b=s[f])&&(O?b.localName==O:
b.nodeType==3)){e=b,s[f]=null;break}}if(!e){if(w=d.ownerDocument||document,!O)return w.createTextNode(P);e=w.createElementNS(
i,O,P.is?P:d),l&&(S.__m&&S.__m(t,s),l=!1),s=null}if(O){if(d=O=="template"&&e.content||e,s=O=="textarea"&&P.defaultValue!=
null?null:s&&Vt.call(d.childNodes),!l&&s)for(g={},f=0;f<e.attributes.length;f++)g[(b=e.attributes[f]).name]=b.value;for(f in g)
b=g[f],f=="dangerouslySetInnerHTML"?_=b:f=="children"||f in P||f=="value"&&"defaultValue"in P||f=="checked"&&"defaultChe\
cked"in P||rt(e,f,null,b,i);for(f in P)b=P[f],f=="children"?p=b:f=="dangerouslySetInnerHTML"?v=b:f=="value"?x=b:f=="chec\
ked"?m=b:l&&typeof b!="function"||g[f]===b||rt(e,f,b,g[f],i);v?(l||_&&(v.__html==_.__html||v.__html==e.innerHTML)||(e.innerHTML=
v.__html),t.__k=[]):(_&&(e.textContent=""),(O=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&qr.test(O))&&(i=
"http://www.w3.org/1999/xhtml"),Nn(d,zt(p)?p:[p],t,n,o,i,s,a,s?s[0]:n.__k&&de(n,0),l,u),s&&s.some(_e)),l&&O!="textarea"||
(f="value",O=="progress"&&x==null?e.removeAttribute(f):x==null||x===e[f]&&(O!="progress"||x)||rt(e,f,x,g[f],i),f="checke\
d",m!=null&&m!=e[f]&&rt(e,f,m,g[f],i))}else g===P||l&&e.data==P||(e.data=P);return e}function Wt(e,t,n,o){try{typeof e==
"function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){
S.__e(i,n)}}function Gt(e,t,n){var o,i,s,a;if(S.unmount&&S.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Wt(o,null,
t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){S.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(a=
0;a<o.length;a++)o[a]&&Gt(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(i=st(o,s=[]))&&(o==
e.__e&&s.some(_e),_e(i),_e(o)),n||_e(e.__e),e.__e=e.__c=e.__=null}function zr(e,t,n){return this.constructor(e,n)}function In(e,t){
var n,o,i,s;S.__&&S.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ue(M,{children:[e]}),
i=[],s=[],Bt(t,t.__k,o||lt,lt,t.namespaceURI,o?null:t.firstChild?Vt.call(t.childNodes):null,i,o?o.__e:t.firstChild,n,s),
jn(i,t.__k,s),t.__k.props.children=null}S={__e:function(e,t,n,o){for(var i,s,a;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((a=(s=i.constructor)&&s.getDerivedStateFromError)&&
i.setState(s.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,o||{}),a=1),a&&8&i.__g)return void(i.
__g|=2)}catch(l){e=l}}throw at=0,e}},Rn=0,Ut=function(e){return e!=null&&e.constructor===He},Me.prototype.setState=function(e,t){
var n=this.__s;n&&n!=this.state||(n=this.__s=ve({},this.state)),typeof e=="function"&&(e=e(ve({},n),this.props)),e&&(ve(
n,e),this.__v&&(t&&this.__k.push(t),En(this)))},Me.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.
push(e),En(this))},Me.prototype.render=M,fe=[],at=0,Ln=function(e,t){return e.__v.__b-t.__v.__b},it=Symbol(),$n=/(PointerCapture)$|Capture$/i,
Ht=0,It={},Nr=0;var Ce,N,Kt,Un,Jt=Object.is,ct=0,Yn=[],Yt=[],A=S,Hn=A.__b,zn=A.__r,Vn=A.diffed,Bn=A.__c,Wn=A.unmount,Gn=A.__;function ft(e,t){
A.__h&&A.__h(N,e,ct||t),ct=0;var n=N.__H||(N.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function k(e){
return ct=1,Vr(Zn,e)}function Vr(e,t,n){var o=ft(Ce++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Zn(void 0,t),function(s){var a=(o.
__N||o.__)[0],l=o.t(a,s);Jt(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=N,!N.__f)){N.__f=!0;var i=N.shouldComponentUpdate;
N.shouldComponentUpdate=function(s,a,l){var u=this.__H;if(!u)return!0;var d=!1,f=this.props!=s;if(u.__.some(function(_){
_.__N&&(d=!0,Jt(_.__[0],_.__N[0])||(f=!0))}),i){var v=i.call(this,s,a,l);return d?v||f:v}return!d||f}}return o.__}function q(e,t){
var n=ft(Ce++,3);!A.__s&&Qt(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,N.__H.__h.push(n))}function Xt(e,t){var n=ft(Ce++,4);!A.__s&&
Qt(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,N.__h.push(n))}function T(e){return ct=5,pe(function(){return{current:e}},[])}function pe(e,t){var n=ft(Ce++,7);return Qt(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Br(){var e;do{for(;e=Yt.shift();)try{ze(e)}catch(n){A.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Yn.shift();){var t=e.
__H;if(e.__P&&t)try{t.__h.some(ze),t.__h.some(Zt),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Yt.length)}A.__b=function(e){
N=null,Hn&&Hn(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Gn&&Gn(e,t)},A.__r=function(e){zn&&zn(e),Ce=
0;var t=(N=e.__c).__H;t&&(Kt==N?N.__h=[]:(t.__h.some(ze),t.__h.some(Zt),Ce=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=
n.__N),n.u=n.__N=void 0})),Kt=N},A.diffed=function(e){Vn&&Vn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Jn(Yn.push(t)),
t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Kt=N=null},A.__c=function(e,t){t.some(function(n){try{n.__h.some(ze),n.__h=
n.__h.filter(function(o){return!o.__||Zt(o)})}catch(o){n.__h=[function(){throw o}]}}),Bn&&Bn(e,t)},A.unmount=function(e){
Wn&&Wn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||
!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,Jn(Yt.push(i))}else ze(i)}catch(s){t=s}}),o.__H=void 0,t&&A.__e(t,o.__v))};var Kn=typeof requestAnimationFrame==
"function";function Wr(e){var t,n=function(){clearTimeout(o),Kn&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);
Kn&&(t=requestAnimationFrame(n))}function Jn(e){e!=1&&Un==A.requestAnimationFrame||((Un=A.requestAnimationFrame)||Wr)(Br)}
function ze(e){var t=N,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),N=t}function Zt(e){var t=N;e.__c=e.__(),N=t}function Qt(e,t){
return!e||e.length!=t.length||t.some(function(n,o){return!Jt(n,e[o])})}function Zn(e,t){return typeof t=="function"?t(e):
t}var Gr=Symbol.for("preact-signals");function ht(){if(se>1)se--;else{var e,t=!1;for((function(){var i=pt;for(pt=void 0;i!==
void 0;){var s=i.S;if(s.v===i.v)for(var a=s.t;a!==void 0;a=a.x)a.i===i.i&&(a.i=s.i);i=i.o}})();Be!==void 0;){var n=Be;for(Be=
void 0,dt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Qn(n))try{n.c()}catch(i){t||(e=i,t=!0)}n=o}}if(dt=0,se--,
t)throw e}}function Ee(e){if(se>0)return e();en=++Kr,se++;try{return e()}finally{ht()}}var Ve,D=void 0;function We(e){var t=D,
n=Ve;D=void 0,Ve=void 0;try{return e()}finally{D=t,Ve=n}}var Be=void 0,se=0,dt=0,Kr=0,en=0,pt=void 0,mt=0;function Xn(e){
if(D!==void 0){var t=e.n;if(t===void 0||t.t!==D)return t={i:0,S:e,p:D.s,n:void 0,t:D,e:void 0,x:void 0,r:t},D.s!==void 0&&
(D.s.n=t),D.s=t,e.n=t,32&D.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=D.
s,t.n=void 0,D.s.n=t,D.s=t),t}}function j(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}j.prototype.brand=Gr;j.prototype.h=function(){return!0};j.prototype.S=function(e){
var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:We(function(){var o;(o=t.W)==null||o.call(t)}))};
j.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=
n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&We(function(){var i;(i=t.Z)==null||i.call(t)}))}};j.prototype.subscribe=
function(e){var t=this;return H(function(){var n=t.value;We(function(){return e(n)})},{name:"sub"})};j.prototype.valueOf=
function(){return this.value};j.prototype.toString=function(){return this.value+""};j.prototype.toJSON=function(){return this.
value};j.prototype.peek=function(){var e=this;return We(function(){return e.value})};Object.defineProperty(j.prototype,"\
value",{get:function(){var e=Xn(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(dt>100)throw new Error(
"Cycle detected");(function(n){se!==0&&dt===0&&n.l!==en&&(n.l=en,pt={S:n,v:n.v,i:n.i,o:pt})})(this),this.v=e,this.i++,mt++,
se++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{ht()}}}});function C(e,t){return new j(e,t)}function Qn(e){for(var t=e.
s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function eo(e){for(var t=e.s;t!==void 0;t=t.n){
var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function to(e){for(var t=e.s,n=void 0;t!==
void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),
t=o}e.s=n}function ge(e,t){j.call(this,void 0,t),this.x=e,this.s=void 0,this.g=mt-1,this.f=4}ge.prototype=new j;ge.prototype.
h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===mt))return!0;if(this.g=mt,this.f|=
1,this.i>0&&!Qn(this))return this.f&=-2,!0;var e=D;try{eo(this),D=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&
(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return D=e,to(this),this.f&=-2,!0};ge.prototype.S=
function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}j.prototype.S.call(this,e)};ge.prototype.
U=function(e){if(this.t!==void 0&&(j.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=
t.n)t.S.U(t)}};ge.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(
ge.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=Xn(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function Q(e,t){return new ge(e,t)}function no(e){var t=e.j;if(e.j=
void 0,typeof t=="function"){se++;var n=D;D=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,tn(e),o}finally{D=n,ht()}}}function tn(e){
for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,no(e)}function Jr(e){if(D!==this)throw new Error("Out-of-o\
rder effect");to(this),D=e,this.f&=-2;try{8&this.f&&tn(this)}finally{ht()}}function Te(e,t){this.x=e,this.j=void 0,this.
s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ve&&Ve.push(this)}Te.prototype.c=function(){var e=this.S();try{if(8&this.
f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Te.prototype.S=function(){if(1&this.
f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,no(this),eo(this),se++;var e=D;return D=this,Jr.bind(this,e)};Te.
prototype.N=function(){2&this.f||(this.f|=2,this.u=Be,Be=this)};Te.prototype.d=function(){this.f|=8,1&this.f||tn(this)};
Te.prototype.dispose=function(){this.d()};function H(e,t){var n=new Te(e,t);try{n.c()}catch(i){throw n.d(),i}var o=n.d.bind(
n);return o[Symbol.dispose]=o,o}var nn,Ke,_t,Yr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,oo=[],ro=[];H(function(){nn=this.N})();function Re(e,t){
S[e]=t.bind(null,S[e]||function(){})}function Ge(e){if(_t){var t=_t;_t=void 0,t()}_t=e&&e.S()}function io(e){var t=this,
n=e.data,o=Xr(n);o.name="ReactiveDom",o.value=n;var i=pe(function(){for(var l=t,u=t.__v;u=u.__;)if(u.__c){u.__c.__$f|=4;
break}var d=Q(function(){var p=o.value.value;return p===0?0:p===!0?"":p||""}),f=Q(function(){return!Array.isArray(d.value)&&
!Ut(d.value)}),v=H(function(){if(this.N=so,f.value){var p=d.value;l.__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=
p)}}),_=t.__$u.d;return t.__$u.d=function(){v(),_.call(this)},[f,d]},[]),s=i[0],a=i[1];return s.value?a.peek():a.value}io.
displayName="ReactiveTextNode";Object.defineProperties(j.prototype,{constructor:{configurable:!0,value:On(M,null).constructor},
type:{configurable:!0,value:io},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},
__b:{configurable:!0,value:1}});Re("__b",function(e,t){if(Ge(),Ke=void 0,typeof t.type=="string"){var n,o=t.props;for(var i in o)
if(i!=="children"){var s=o[i];s instanceof j&&(n||(t.__np=n={}),n[i]=s,o[i]=s.peek())}}e(t)});Re("__r",function(e,t){if(e(
t),t.type!==M){Ge();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(i,s){var a;return H(function(){
a=this},{name:s}),a.c=i,a})((function(i){return function(){var s;Yr&&((s=this.y)==null||s.call(this)),i.__$f|=1,i.setState(
{})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Ke=o,Ge(n)}});Re("__e",function(e,t,n,o){Ge(),
Ke=void 0,e(t,n,o)});Re("diffed",function(e,t){Ge(),Ke=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,
i=t.props,s=n.U;if(s)for(var a in s){var l=s[a];l===void 0||o&&a in o||(l.d(),s[a]=void 0)}if(o){s||(s={},n.U=s);for(var u in o){
var d=s[u],f=o[u];d===void 0?(d=Zr(n,u,f,i),s[u]=d):d.o(f,i)}}}e(t)});function Zr(e,t,n,o){var i=t in e&&e.ownerSVGElement===
void 0,s=C(n);return{o:function(a,l){s.value=a,o=l},d:H(function(){this.N=so;var a=s.value.value;o[t]!==a&&(o[t]=a,i?e[t]=
a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Re("unmount",function(e,t){if(typeof t.type==
"string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var i in o){var s=o[i];s&&s.d()}}}var a=t.__np;if(a){var l=t.
props;for(var u in a)l[u]=a[u]}t.__np=void 0}else{var d=t.__c;if(d){d.__$f|=8;var f=d.__$u;f&&(d.__$u=void 0,f.d())}}e(t)});
Re("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Me.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;
var n=this.__$u,o=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.
__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function Xr(e,t){return pe(
function(){return C(e,t)},[])}var Qr=typeof requestAnimationFrame>"u"?setTimeout:function(e){var t=function(){clearTimeout(n),cancelAnimationFrame(o),
e()},n=setTimeout(t,35),o=requestAnimationFrame(t)},ei=function(e){queueMicrotask(function(){queueMicrotask(e)})};function ti(){
Ee(function(){for(var e;e=oo.shift();)nn.call(e)})}function ni(){oo.push(this)===1&&(S.requestAnimationFrame||Qr)(ti)}function oi(){
Ee(function(){for(var e;e=ro.shift();)nn.call(e)})}function so(){ro.push(this)===1&&(S.requestAnimationFrame||ei)(oi)}function ao(e,t){
var n=T(e);n.current=e;var o=Ke;q(function(){return H(function(){if(this.N=ni,!(o&&8&o.__$f))return n.current()},t)},[])}var be=class extends Error{constructor(n){super(n.message);this.problem=n}problem};function ri(){let e=document.getElementById(
"logloom-report")?.textContent;return e?JSON.parse(e):null}var E=ri(),Je=null;function lo(e,t){if(E)return;let n=uo(e,t);
Je={path:n,response:fetch(n)},Je.response.catch(()=>{})}function uo(e,t){return`api/panels?dashboard=${encodeURIComponent(
e)}&${t}`}function ii(e,t){if(Je?.path!==e)return fetch(e,{signal:t??null});let{response:n}=Je;return Je=null,n}async function co(e,t){
let n=await ii(e,t);if(n.ok)return n;let o=await n.json().catch(()=>null);throw new be(o?.error??{message:`${n.status} ${n.
statusText}`,at:null,end:null})}async function ye(e,t){return(await co(e,t)).json()}async function*si(e){let t=e.body.pipeThrough(
new TextDecoderStream).getReader(),n="";for(let o=await t.read();!o.done;o=await t.read()){let i=(n+o.value).split(`
`);n=i.pop()??"",yield*i}n&&(yield n)}function fo(){return E?Promise.resolve(E.schema):ye("api/schema")}async function*po(e,t,n){
if(E){yield*E.panels[e||(E.schema.dashboards[0]?.name??"")]??[];return}let o=await co(uo(e,t),n);for await(let i of si(o))
i&&(yield JSON.parse(i))}function mo(e,t,n){return ye(`api/histogram?${e}${t?"&invalid=1":""}`,n)}function vt(e,t,n){if(E){
let i=t.panel??(t.invalid?"invalid":"");return Promise.resolve(E.events[i]??{total:0,events:[],next:null})}let o=new URLSearchParams(
e);return t.panel&&o.set("panel",t.panel),t.invalid&&o.set("invalid","1"),t.before&&o.set("before",t.before),o.set("limi\
t",String(t.limit??100)),ye(`api/events?${o}`,n)}function ho(e,t,n,o){let i=new URLSearchParams(n);return i.set("field",
e),i.set("prefix",t),ye(`api/values?${i}`,o)}function _o(e,t,n){return ye(`api/complete?${new URLSearchParams({text:e,at:String(
t)})}`,n)}function vo(){return E?Promise.resolve(E.alerts):ye("api/alerts")}function go(){return E?Promise.resolve(E.faults):
ye("api/faults")}function bo(e,t){if(E)return e(E.state),()=>{};let n=new EventSource("api/live");return n.addEventListener(
"state",o=>e(JSON.parse(o.data))),n.onopen=()=>t("open"),n.onerror=()=>t("lost"),()=>n.close()}function yo(e){return"ran\
ge"in e}var ai=["events","faults","alerts"],li=new Set(["dashboard","from","to","q","align","view","columns","invalid","token"]),
Le={view:"dashboard",dashboard:"",from:"all",to:"now",q:"",align:!1,picks:{},columns:[],invalid:!1};function gt(e){let t=new URLSearchParams(
e),n=t.get("view")??"",o={};for(let[i,s]of t)li.has(i)||(o[i]??=[]).push(s);return{view:ai.includes(n)?n:"dashboard",dashboard:t.
get("dashboard")??"",from:t.get("from")??Le.from,to:t.get("to")??Le.to,q:t.get("q")??"",align:t.get("align")==="start",picks:o,
columns:t.get("columns")?.split(",").filter(Boolean)??[],invalid:t.get("invalid")==="1"}}function B(e){let t=new URLSearchParams;
t.set("from",e.from),e.from!=="all"&&t.set("to",e.to),e.q&&t.set("q",e.q),e.align&&t.set("align","start");for(let[n,o]of Object.
entries(e.picks))for(let i of o)t.append(n,i);return t}function Ye(e){let t=B(e);e.from===Le.from&&t.delete("from"),e.to===
Le.to&&t.delete("to"),e.view!=="dashboard"?t.set("view",e.view):e.dashboard&&t.set("dashboard",e.dashboard),e.view==="ev\
ents"&&e.columns.length&&t.set("columns",e.columns.join(",")),e.view==="events"&&e.invalid&&t.set("invalid","1");let n=t.
toString();return n?`?${n}`:location.pathname}var h=C(gt(location.search||(E?.query??"")));function y(e,{replace:t=!1}={}){
let n={...h.value,...e};Ye(n)!==Ye(h.value)&&(history[t?"replaceState":"pushState"](null,"",Ye(n)),h.value=n)}function bt(e,t){
let n={...h.value.picks,[e]:t};return t.length||delete n[e],{picks:n}}addEventListener("popstate",()=>{h.value=gt(location.
search||(E?.query??""))});var wo={Overview:"总览","Is anything wrong, and where? Begin here; a click on a job opens it.":"哪里出了问题？从这里开始，点击任务可打开它。",
"One job":"单个任务","The course of one job; pick it at the top, or come by a click from another dashboard.":"一个任务的全\
过程：在上方选择，或从其他仪表板点击进入。","Compare jobs":"任务对比","Jobs side by side; pick \
them at the top.":"在上方选择任务，并排对比。","Pipeline health":"管道健康","Does everything arrive, in\
 time, and does it fit the schema?":"日志是否全部按时到达，并符合 schema？","Jobs running":"运行中的任务",
"Silent jobs":"无日志的任务",Errors:"错误","Out of memory":"显存不足","Errors over time":"错误趋势","Err\
ors by kind":"错误类型","Errors by job":"各任务的错误","Jobs that fell silent":"已无日志的任务","Slowes\
t jobs":"最慢的任务","GPU memory":"显存占用","Newest errors":"最新错误",Loss:"损失",Throughput:"吞吐量",
"GPU utilization":"GPU 利用率",Faults:"故障","Faults in Sentry":"Sentry 中的故障","Errors by rank":"各 rank 的错误",
"mAP at 0.5":"mAP@0.5","Learning rate":"学习率","Step time":"单步耗时","GPU temperature":"GPU 温度","GPU power":"\
GPU 功耗","Events over time":"事件趋势",Events:"事件",Duration:"时长","Final loss":"最终损失","Best mAP at\
 0.5":"最佳 mAP@0.5","Peak GPU memory":"显存峰值","Settings and results":"设置与结果","Lines that could not b\
e parsed":"无法解析的行","Slowest delay":"最大延迟","Store size":"存储大小","Events per second":"每秒事件数",
"Delay from emission to storage":"从产生到入库的延迟","Unparsed lines by reason":"无法解析的原因","Unpar\
sed lines by service":"各服务的无法解析行","What broke the schema":"违反 schema 的内容","Printed past the \
logger":"绕过日志器的输出","Store size over time":"存储大小趋势","Newest event of each machine":"各机器的最新事件",
"Unparsed lines":"无法解析的行",Jobs:"任务","Broke the schema":"违反 schema","Events by level":"各级别的事件",
"Newest events":"最新事件","What the doctor found":"doctor 的发现"};var ko={about_shortcuts:"Keyboard shortcuts",ago:"{time} ago",alerts:"Alerts",alerts_checked:"Checked {ago}",alerts_none:"\
This schema has no alerts. Add some under `alerts:` in schema.yaml.",all:"All",all_time:"All time",apply:"Apply",around:"\
Around this event",ascending:"ascending",at_clock:"Clock time",at_start:"Since start",auto:"Auto",axis:"Time axis",behind:"\
{size} still to read",breadcrumbs:"Breadcrumbs",clear:"Clear",clear_all:"Clear all",close:"Close",columns:"Columns",columns_reset:"\
Reset columns",compare:"Side by side",compare_hint:"Pick two or more jobs to see them side by side.",contexts:"Contexts",
copied:"Copied",copy_json:"Copy as JSON",copy_link:"Copy link",custom:"From – to",dark:"Dark",dashboards:"Views",data_of:"\
Data of {title}",days:"{count} d",delivered:"Delivered",descending:"descending",differences:"Only differences",download_csv:"\
Download CSV",drag_to_zoom:"Drag across a chart to zoom in on a time.",empty_faults:"No faults are in the spool. A job w\
rites them there when it calls logloom.faults.init().",empty_filter:"No event matches.",empty_range:"Nothing in this tim\
e range. Events are from {first} to {last}.",empty_store:"No events yet.",empty_store_how:"Start a job, or open log file\
s that exist:",error_at:"at character {at}",event_count:"{count} events",events:"Events",exclude:"Exclude this value",expand:"\
Enlarge",expand_event:"Show all fields",extra:"Outside the schema",faults:"Faults",fields:"Fields",filter_in:"Only this \
value",filters:"Filters",find:"Find…",firing:"firing",folder:"Spool: {folder}",frame_from:"From",frame_to:"To",gpu:"GP\
U",help:"Help",help_close:"Esc closes what is open",help_events:"Next, previous event",help_expand:"Show or hide all fie\
lds of an event",help_help:"This help",help_pause:"Pause or go on",help_query:"Go to the query",help_tabs:"Go to a view",
help_theme:"Light or dark",hours:"{count} h",invalid_lines:"Lines that could not be parsed",just_now:"just now",keys_on:"\
Single keys do this (off: only Tab, Enter, Esc and the arrows)",language:"Language",last_15m:"Last 15 minutes",last_1h:"\
Last hour",last_24h:"Last 24 hours",last_30d:"Last 30 days",last_6h:"Last 6 hours",last_7d:"Last 7 days",last_fired:"Las\
t fired {ago}",light:"Light",live:"Live",local_time:"Local",lost:"No connection",lost_how:"The page's server does not an\
swer. Start it again with `logloom view`; this page goes on by itself.",main:"Skip to the content",menu:"Options of {tit\
le}",more_values:"There are more values: type to find one.",minutes:"{count} min",never_fired:"Has not fired",new_events:"\
New events: show",newer:"Back to the newest",newest_event:"Newest event {ago}",no_data:"No data",not_sent:"waits to be s\
ent",notify:"Tells {routes}",notify_none:"Tells nobody",older:"Older",open_in:"Open {value} in {dashboard}",open_events:"\
Show the events",parsed:"Parsed events",pause:"Pause",paused:"Paused",pick_title:"Pick {field}",query:"Query",query_clear:"\
Clear the query",query_help:"Kibana's query language: level:ERROR and gpu_memory > 0.9",query_placeholder:"Filter events\
, such as level:ERROR and gpu_memory > 0.9",quiet:"quiet",rank:"rank",recent:"Recent queries",recent_one:"recent",remove:"\
Remove {name}",report:"Report of {at}",restore:"Back to its size",resume:"Go on",seconds:"{count} s",series_only:"Only {\
name}; again for all",settings:"Settings",show_table:"Show as table",show_chart:"Show as chart",stack:"Stack trace",store:"\
{events} events · {jobs} jobs · {size}",summary_chart:"{kind}, {series} series, {points} points.",summary_none:"{kind}\
 without data.",summary_series:"{name}: {value}",tags:"Fault",theme:"Theme",time:"Time",time_range:"Time range",times:"T\
imes",unknown_dashboard:"This schema has no such dashboard.",until_now:"now",updated:"Updated: {asked}, {time}",utc:"UTC",
value:"Value",violations:"Breaks the schema",waiting:"Waiting",zoom_out:"Zoom out"};var So={about_shortcuts:"键盘快捷键",ago:"{time}前",alerts:"告警",alerts_checked:"{ago}检查",alerts_none:"此 sc\
hema 没有告警。可在 schema.yaml 的 `alerts:` 下添加。",all:"全部",all_time:"全部时间",apply:"应用",around:"\
查看前后事件",ascending:"升序",at_clock:"时钟时间",at_start:"自启动起",auto:"自动",axis:"时间轴",behind:"\
尚有 {size} 未读",breadcrumbs:"面包屑",clear:"清除",clear_all:"全部清除",close:"关闭",columns:"列",columns_reset:"\
恢复默认列",compare:"并排对比",compare_hint:"选择两个或更多任务即可并排对比。",contexts:"上下文",
copied:"已复制",copy_json:"复制为 JSON",copy_link:"复制链接",custom:"起止时间",dark:"深色",dashboards:"视\
图",data_of:"{title} 的数据",days:"{count} 天",delivered:"已送达",descending:"降序",differences:"仅看差异",
download_csv:"下载 CSV",drag_to_zoom:"在图上拖动可放大时间段。",empty_faults:"故障缓存为空。任务调用 logloom.faults.i\
nit() 后会写入故障。",empty_filter:"没有匹配的事件。",empty_range:"此时间范围内没有事件。现有事件从 {first} 到 {last}。",
empty_store:"尚无事件。",empty_store_how:"启动一个任务，或打开已有的日志文件：",error_at:"第 {at} \
个字符",event_count:"{count} 条事件",events:"事件",exclude:"排除此值",expand:"放大",expand_event:"显示全部字段",
extra:"schema 之外",faults:"故障",fields:"字段",filter_in:"仅看此值",filters:"筛选",find:"查找…",firing:"\
触发中",folder:"缓存目录：{folder}",frame_from:"从",frame_to:"到",gpu:"GPU",help:"帮助",help_close:"Esc 关闭已打\
开的内容",help_events:"下一条、上一条事件",help_expand:"显示或隐藏事件的全部字段",help_help:"本帮\
助",help_pause:"暂停或继续",help_query:"转到查询框",help_tabs:"切换视图",help_theme:"浅色或深色",hours:"\
{count} 小时",invalid_lines:"无法解析的行",just_now:"刚刚",keys_on:"启用单键快捷键（关闭后仅用 Tab、Enter、Esc 和方向键）",
language:"语言",last_15m:"最近 15 分钟",last_1h:"最近 1 小时",last_24h:"最近 24 小时",last_30d:"最近 30 天",
last_6h:"最近 6 小时",last_7d:"最近 7 天",last_fired:"上次触发：{ago}",light:"浅色",live:"实时",local_time:"\
本地",lost:"连接中断",lost_how:"页面服务没有响应。请用 `logloom view` 重新启动，本页会自动恢复。",
main:"跳到内容",menu:"{title} 的选项",more_values:"还有更多值，输入以查找。",minutes:"{count} 分钟",
never_fired:"从未触发",new_events:"有新事件，点击显示",newer:"回到最新",newest_event:"最新事件：{ago}",
no_data:"无数据",not_sent:"等待发送",notify:"通知 {routes}",notify_none:"不通知",older:"更早",open_in:"在 {\
dashboard} 中打开 {value}",open_events:"查看事件",parsed:"已解析的事件",pause:"暂停",paused:"已暂停",pick_title:"\
选择 {field}",query:"查询",query_clear:"清除查询",query_help:"Kibana 查询语言：level:ERROR and gpu_memory > 0.9",
query_placeholder:"筛选事件，例如 level:ERROR and gpu_memory > 0.9",quiet:"正常",rank:"rank",recent:"最近的查询",
recent_one:"最近",remove:"移除 {name}",report:"{at} 的报告",restore:"恢复大小",resume:"继续",seconds:"{coun\
t} 秒",series_only:"仅看 {name}，再次点击恢复",settings:"设置",show_table:"显示为表格",show_chart:"显示为图\
表",stack:"堆栈",store:"{events} 条事件 · {jobs} 个任务 · {size}",summary_chart:"{kind}，{series} 个系列，{points}\
 个点。",summary_none:"{kind}，无数据。",summary_series:"{name}：{value}",tags:"故障",theme:"主题",time:"时间",
time_range:"时间范围",times:"时区",unknown_dashboard:"此 schema 没有这个仪表板。",until_now:"现在",updated:"\
已更新：{asked}，{time}",utc:"UTC",value:"值",violations:"违反 schema",waiting:"等待发送",zoom_out:"缩小"};var Po="logloom",xo={theme:"auto",language:"auto",times:"local",keys:!0};function ui(){try{return{...xo,...JSON.parse(localStorage.
getItem(Po)??"{}")}}catch{return xo}}var I=C(ui());function Ze(e){I.value={...I.value,...e};try{localStorage.setItem(Po,
JSON.stringify(I.value))}catch{}}var Mo=matchMedia("(prefers-color-scheme: dark)"),Y=C("light");function Co(){let e=I.value.
theme;Y.value=e==="auto"?Mo.matches?"dark":"light":e}Mo.addEventListener("change",Co);H(Co);H(()=>{document.documentElement.
dataset.theme=Y.value});var ci={en:ko,zh:So},Z=Q(()=>{let e=I.value.language;return e!=="auto"?e:navigator.language.toLowerCase().startsWith("zh")?
"zh":"en"});H(()=>{document.documentElement.lang=Z.value==="zh"?"zh-CN":"en"});function c(e,t={}){return ci[Z.value][e].
replace(/\{(\w+)\}/g,(n,o)=>String(t[o]??n))}function Xe(e){return Z.value==="zh"?wo[e]??e:e}function on(e){return e[Z.value]??
e.en??Object.values(e)[0]??""}function fi(e){let t=e.dashboards.map(o=>({...o,title:Xe(o.title),description:Xe(o.description),panels:o.panels.map(i=>({
...i,title:Xe(i.title)}))})),n=e.histograms.map(o=>({...o,title:Xe(o.title)}));return{...e,dashboards:t,histograms:n}}var yt=C(
null),R=Q(()=>yt.value?fi(yt.value):null),$=C(null),$e=C("open"),V=C(!1),ee=C(null),we=C(null),et=C(!1),kt=C(""),ln=C(0),
te=Q(()=>{let e=R.value?.dashboards??[],{view:t,dashboard:n}=h.value;return t!=="dashboard"?null:n?e.find(o=>o.name===n)??
null:e[0]??null}),le=Q(()=>B(h.value).toString()),di={rows:null,error:null,ms:0,step:void 0,range:null},sn=new Map;function De(e,t){
let n=`${e.name}.${t.index}`,o=sn.get(n);return o||sn.set(n,o=C(di)),o}function Eo(e,{rows:t,error:n,step:o,range:i}){return JSON.
stringify([t,n,o,e.over_time&&i])}function To(e,t,n){Eo(e,t.peek())!==Eo(e,n)&&(t.value=n)}function pi(e,t){if(yo(t)){ee.
value=t.range,Oe=t.version;return}let n=e.panels[t.panel];if(!n)return;let o=De(e,n);"error"in t?To(n,o,{...o.peek(),error:t.
error}):To(n,o,{rows:t.rows,error:null,ms:t.ms,step:t.step_seconds,range:ee.peek()})}var mi=500,Oe=-1,Qe=null,an=!1,rn;async function hi(e,t){
for await(let n of po(h.peek().dashboard,B(h.peek()),t.signal)){if(t.signal.aborted)return;Ee(()=>pi(e,n))}we.value=null}
function _i(e){if(e instanceof be)we.value=e.problem;else if(e instanceof TypeError)$e.value="lost";else throw e;Oe=$.peek()?.
version??Oe}async function Ro(){Qe?.abort();let e=te.peek();if(!e){Oe=$.peek()?.version??Oe;return}let t=Qe=new AbortController,
n=performance.now();et.value=!0,await hi(e,t).catch(o=>t.signal.aborted||_i(o)),Qe===t&&(Qe=null,et.value=!1,kt.value=le.
peek(),an&&Lo()&&St(Math.max(mi,2*(performance.now()-n))))}function Lo(){let e=$.peek();return e!==null&&e.version!==Oe}
function St(e){an=Qe!==null,!(an||rn!==void 0)&&(rn=setTimeout(()=>{rn=void 0,Oo()},e))}function $o(){let{from:e,to:t}=h.
peek();return e==="all"||t==="now"||Date.parse(t)>Date.now()}function Oo(){Ro(),ln.value++}function Do(){return new Promise(
e=>{let t=et.subscribe(n=>{n||(e(),queueMicrotask(()=>t()))})})}function vi(e){$.value=e,Lo()&&!V.peek()&&!document.hidden&&
$o()&&St(0)}var wt=null;function Ao(){wt?.(),wt=bo(vi,e=>{let t=$e.peek()==="lost";$e.value=e,t&&e==="open"&&Oo()})}function gi(){
document.addEventListener("visibilitychange",()=>{if(document.hidden){wt?.(),wt=null;return}Ao(),!V.peek()&&$o()&&St(0)})}
function bi(e){let{picks:t}=h.peek(),n=Object.entries(t).filter(([o])=>o in e.fields||o==="violations");n.length<Object.
keys(t).length&&y({picks:Object.fromEntries(n)},{replace:!0})}async function No(){h.peek().view==="dashboard"&&lo(h.peek().
dashboard,B(h.peek()));let e=await fo();bi(e),yt.value=e,!yt.value.dashboards.length&&h.peek().view==="dashboard"&&y({view:"\
events"},{replace:!0}),Ao(),gi();let t=null;H(()=>{let n=te.value;le.value,n!==t&&sn.clear(),t=n,Ro()}),H(()=>{!V.value&&
$.peek()&&St(0)})}function xt(e){return typeof e=="number"||typeof e=="boolean"?String(e):`"${String(e).replace(/(["\\])/g,"\\$1")}"`}function qo(e,t){
let n=e.q.trim();return n?{...e,q:/\bor\b/i.test(n)?`(${n}) and ${t}`:`${n} and ${t}`}:{...e,q:t}}function un(e,t,n,o=h.
value){return n?{...o,picks:{...o.picks,[e]:[String(t)]}}:qo(o,`${e}: ${xt(t)}`)}function Fo(e,t){return qo(h.value,`not\
 ${e}: ${xt(t)}`)}function cn(e,t){return(R.value?.dashboards??[]).some(o=>(!t||o.name===t)&&o.controls.includes(e))}var z=E!==
null;function Ae(e,t,n){let o=e.opens&&n>0?[0,n]:[n],i=h.value;for(let s of o){let a=t[s],l=e.by[s];!l||a===null||a===void 0||
(i=un(l,a,cn(l,e.opens??void 0),i))}y(e.opens?{...i,view:"dashboard",dashboard:e.opens}:i),e.opens&&scrollTo({top:0})}function fn(e){
let{q:t}=h.value;return{view:"events",q:t&&e.query?`(${t}) and (${e.query})`:t||e.query,columns:e.columns,invalid:e.stream===
"invalid"}}async function Pt(e){try{await navigator.clipboard.writeText(e)}catch{yi(e)}}function yi(e){let t=document.createElement(
"textarea");t.value=e,document.body.append(t),t.select(),document.execCommand("copy"),t.remove()}function wi(e){let t=e==
null?"":String(e),n=typeof e=="string"&&/^[=+\-@\t\r]/.test(t)?`'${t}`:t;return/[",\n]/.test(n)?`"${n.replaceAll('"','""')}\
"`:n}function jo(e,t,n){let o=[t,...n].map(s=>s.map(wi).join(",")).join(`
`),i=document.createElement("a");i.href=URL.createObjectURL(new Blob([`${o}
`],{type:"text/csv"})),i.download=`${e.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")}.csv`,i.click(),URL.revokeObjectURL(
i.href)}var ke=1e3,Ne=60*ke,qe=60*Ne,Ct=24*qe,Fe=new Map;function dn(e){let t=`${Z.value} ${JSON.stringify(e)}`;return Fe.has(t)||
Fe.set(t,new Intl.NumberFormat(Z.value,e)),Fe.get(t)}function Mt(e){let t=I.value.times==="utc"?{...e,timeZone:"UTC"}:e,
n=`at ${Z.value} ${JSON.stringify(t)}`;return Fe.has(n)||Fe.set(n,new Intl.DateTimeFormat(Z.value==="zh"?"zh-CN":"en-GB",
t)),Fe.get(n)}function ue(e){return dn({maximumFractionDigits:0}).format(e)}function Se(e){if(Number.isInteger(e)&&Math.
abs(e)<1e15)return ue(e);let t=Math.abs(e);return t!==0&&(t<.001||t>=1e9)?e.toExponential(2).replace("e+","e"):dn({maximumSignificantDigits:t>=
1e3?6:4}).format(e)}function Et(e){let t=Math.abs(e);if(t<ke)return`${Se(Number(e.toPrecision(3)))} ms`;if(t<Ne)return`${Se(
Number((e/ke).toPrecision(3)))} s`;let n=(i,s,a)=>`${Math.floor(t/i)}${a[0]} ${String(Math.floor(t%i/s)).padStart(2,"0")}${a[1]}`,
o=t<qe?n(Ne,ke,["m","s"]):t<Ct?n(qe,Ne,["h","m"]):n(Ct,qe,["d","h"]);return e<0?`−${o}`:o}function je(e){let t=["B","K\
iB","MiB","GiB","TiB"],n=0,o=e;for(;Math.abs(o)>=1024&&n<t.length-1;n++)o/=1024;return`${Se(Number(o.toPrecision(3)))} ${t[n]}`}
var Io={ratio:e=>dn({style:"percent",maximumFractionDigits:1}).format(e),ms:Et,s:e=>Et(e*ke),bytes:je,celsius:e=>`${Se(e)}\
 °C`,watt:e=>`${Se(e)} W`,per_second:e=>`${Se(e)}/s`};function X(e,t){return(t&&Io[t]?Io[t]:Se)(e)}var ki=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
function W(e){return typeof e=="string"&&ki.test(e)}function F(e,t){return e==null?"–":typeof e=="number"?X(e,t):W(e)?
`${G(e)}`:String(e)}function G(e,{ms:t=!1}={}){let n=new Date(e),o={hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"\
h23"};t&&Object.assign(o,{fractionalSecondDigits:3});let i=Mt({year:"numeric",month:"short",day:"numeric"}),s=Mt(o).format(
n);if(i.format(n)===i.format(new Date))return s;let a=n.getFullYear()===new Date().getFullYear();return`${Mt({month:"sho\
rt",day:"numeric",...a?{}:{year:"numeric"}}).format(n)} ${s}`}function U(e){return Mt({dateStyle:"medium",timeStyle:"lon\
g"}).format(new Date(e))}function ne(e,t){let n=Math.max(0,t-Date.parse(e));return n<2*ke?c("just_now"):c("ago",{time:Si(
n)})}function Si(e){let t=n=>({count:Math.floor(e/n)});return e<Ne?c("seconds",t(ke)):e<qe?c("minutes",t(Ne)):e<2*Ct?c("\
hours",t(qe)):c("days",t(Ct))}function oe(e,t){let n=T(e);n.current=e,q(()=>{let o=new AbortController,i=!1,s=!0,a=async()=>{for(i=!0;s&&!o.signal.aborted;)
s=!1,await n.current(o.signal).catch(()=>{});i=!1},l=ln.subscribe(()=>{s=!0,i||a()});return()=>{l(),o.abort()}},t)}var xi=Symbol.for("pv"),Pi=0;function r(e,t,n,o,i,s){t||(t={});var a,l,u=t;if("ref"in u&&typeof e!="function")for(l in u={},t)l=="ref"?a=t[l]:u[l]=t[l];
var d={type:e,props:u,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:xi,__v:--Pi,__i:-1,__u:0};return(i||
s)&&(d.__source=i,d.__self=s),S.vnode&&S.vnode(d),d}function Mi(){let[e,t]=k(null);return oe(async()=>t(await vo()),[$.value?.firing]),e}function pn(){return Date.parse($.value?.
now??"")||Date.now()}function Ci(e){let t=Object.entries(e).filter(([,n])=>n!==null).map(([n,o])=>`${n}: ${xt(o)}`).join(
" and ");y({...h.value,view:"events",q:t,picks:{},from:"all",to:"now"})}function Ei({of:e}){let t=!z&&Object.keys(e.key).
length>0;return r("li",{class:"firing",children:[r("p",{children:on(e.message)}),r("p",{class:"hint",children:[r("time",
{dateTime:e.at,title:U(e.at),children:ne(e.at,pn())}),e.value!==null&&r(M,{children:[" · ",F(e.value,null),e.reference!==
null&&r(M,{children:[" / ",F(e.reference,null)]})]}),t&&r("button",{type:"button",class:"link",onClick:()=>Ci(e.key),children:c(
"open_events")})]})]})}function Ti({of:e}){let t=e.firing.length>0;return r("li",{class:t?"alert panel on":"alert panel",
children:[r("header",{children:[r("i",{class:"state","aria-hidden":"true"}),r("h2",{children:on(e.title)||e.name}),r("sp\
an",{class:t?"badge bad":"badge",children:t?`${e.firing.length} ${c("firing")}`:c("quiet")})]}),r("p",{class:"rule",children:e.
rule}),t&&r("ul",{children:e.firing.map((n,o)=>r(Ei,{of:n},o))}),r("p",{class:"hint",children:[e.notify.length?c("notify",
{routes:e.notify.join(", ")}):c("notify_none")," · ",e.last?r("time",{dateTime:e.last,title:U(e.last),children:c("last_\
fired",{ago:ne(e.last,pn())})}):c("never_fired")]})]})}function Uo(){let e=Mi();if(!e)return r("div",{class:"skeleton","\
aria-hidden":"true"});if(!e.alerts.length)return r("p",{class:"nothing",children:c("alerts_none")});let t=[...e.alerts].
sort((n,o)=>o.firing.length-n.firing.length);return r(M,{children:[e.checked_at&&r("p",{class:"hint",children:c("alerts_\
checked",{ago:ne(e.checked_at,pn())})}),r("ul",{class:"alerts",children:t.map(n=>r(Ti,{of:n},n.name))})]})}var Tt=["#0f6cbd","#d9730d","#0a8f6a","#b4478f","#6b52c8","#2b9ed4","#a57c00","#8a5440"],Ri=["#5aa9ef","#f2994a","#3cc79\
c","#e58ac5","#ac96f5","#8bd0f5","#e0c04c","#c99a86"],Li={light:{DEBUG:"#7a8491",INFO:"#2f7fd0",WARN:"#c98500",ERROR:"#d\
1362f",CRITICAL:"#8e24aa"},dark:{DEBUG:"#8c97a4",INFO:"#5aa9ef",WARN:"#f0b429",ERROR:"#f2635c",CRITICAL:"#cf8bea"}};function $i(e){
let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return t>>>0}var Ho=new Map,Oi=2e3;function Di(e,t){
let n=Ho.get(e);(!n||n.size>Oi)&&Ho.set(e,n=new Map);let o=n.get(t);if(o!==void 0)return o;let i=/^\d+$/.test(t)?Number(
t):$i(t),s=new Array(Tt.length).fill(0);for(let u of n.values())s[u]++;let a=Math.min(...s),l=i%Tt.length;for(;s[l]>a;)l=
(l+1)%Tt.length;return n.set(t,l),l}function Ie(e,t){let n=Y.value==="dark"?Ri:Tt;return e===void 0?n[0]:(e==="level"?Li[Y.
value][String(t)]:void 0)??n[Di(e,String(t))]}var Ai={chevron:"M5 6.5 8 9.5l3-3",close:"M4.5 4.5l7 7M11.5 4.5l-7 7",copy:"M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",dots:"M3\
.5 8h.01M8 8h.01M12.5 8h.01",gear:"M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 2.75v3.5M5.75 9.75v3.5",help:"M5.8 \
6a2.2 2.2 0 1 1 3.4 1.8c-.8.5-1.2.9-1.2 1.8M8 12.2h.01",link:"M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4\
l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.9-.9",minus:"M4 8h8",moon:"M13 9.5A5.5 5.5 0 0 1 6.5 3\
 5.5 5.5 0 1 0 13 9.5z",open:"M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",pause:"M5.5 4v8M10.5 4v8",play:"M5 3.5v9l7\
-4.5z",plus:"M4 8h8M8 4v8",search:"M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",sun:"M8 11a3 3 0 1 0 \
0-6 3 3 0 0 0 0 6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",warn:"M8 2.5\
 14 13H2zM8 6.5v3M8 11.4h.01"};function L({name:e}){return r("svg",{class:"icon",viewBox:"0 0 16 16",width:"16",height:"\
16","aria-hidden":"true",focusable:"false",children:r("path",{d:Ai[e]})})}function K(e){return typeof e=="object"&&e!==null?JSON.stringify(e):String(e)}function Ni(e){let t=e.violations??[];return new Map(
t.map(n=>[n.slice(0,n.lastIndexOf(": ")),n.slice(n.lastIndexOf(": ")+2)]))}var qi=new Set(["_id","extra","violations","s\
tack_trace","unparsed"]);function Fi(e){let t=Object.keys(R.value?.fields??{}),n=Object.keys(e).filter(o=>!qi.has(o));return[
...t.filter(o=>n.includes(o)),...n.filter(o=>!t.includes(o))]}function ji({field:e,value:t}){let n=Array.isArray(t)?t[0]:
t,o=`${e} ${K(n)}`;return r("span",{class:"filters",children:[r("button",{type:"button",class:"quiet",title:c("filter_in"),
"aria-label":`${c("filter_in")}: ${o}`,onClick:()=>y(un(e,n,cn(e))),children:r(L,{name:"plus"})}),r("button",{type:"butt\
on",class:"quiet",title:c("exclude"),"aria-label":`${c("exclude")}: ${o}`,onClick:()=>y(Fo(e,n)),children:r(L,{name:"min\
us"})})]})}function Ii({name:e,event:t,controls:n}){let o=t[e],i=R.value?.fields[e],s=n&&i&&i.type!=="text";return r("di\
v",{class:"field",children:[r("dt",{title:i?.description,children:e}),r("dd",{children:[r("span",{class:"value",children:W(
o)?r("span",{title:o,children:U(o)}):r(Ui,{value:o,unit:i?.unit??null})}),s&&r(ji,{field:e,value:o})]})]})}function Ui({
value:e,unit:t}){return typeof e!="number"||!t?r(M,{children:K(e)}):r(M,{children:[F(e,t)," ",r("span",{class:"raw",children:String(
e)})]})}function Hi({event:e}){let t=Ni(e),n=e.extra??{};return t.size?r("div",{class:"broken",children:[r("h3",{children:[
r(L,{name:"warn"}),c("violations")]}),r("ul",{children:[...t].map(([o,i])=>r("li",{children:[r("b",{children:o})," ",i,o in
n&&r("code",{children:K(n[o])})]},o))})]}):null}function mn({title:e,content:t}){return r("div",{class:"block",children:[
r("h3",{children:e}),r("pre",{tabIndex:0,children:t})]})}var zo=6e4;function zi(e){let t=Date.parse(String(e["@timestamp"])),
n=e.job_id;y({...h.value,view:"events",q:"",picks:n?{...Le.picks,job_id:[String(n)]}:{},from:new Date(t-zo).toISOString(),
to:new Date(t+zo).toISOString()})}function Vi({event:e,controls:t}){let[n,o]=k(!1);return r("div",{class:"actions",children:[
r("button",{type:"button",class:"button",onClick:()=>{Pt(JSON.stringify(e,null,2)).then(()=>o(!0))},children:[r(L,{name:"\
copy"}),n?c("copied"):c("copy_json")]}),t&&r("button",{type:"button",class:"button",onClick:()=>zi(e),children:c("around")}),
r("code",{class:"id",children:String(e._id??"")})]})}function Vo({event:e,controls:t}){let n=e.extra;return r("div",{class:"\
event-detail",children:[r(Vi,{event:e,controls:t}),r(Hi,{event:e}),r("dl",{class:"fields",children:Fi(e).map(o=>r(Ii,{name:o,
event:e,controls:t},o))}),typeof e.stack_trace=="string"&&r(mn,{title:"stack_trace",content:e.stack_trace}),typeof e.unparsed==
"string"&&r(mn,{title:"unparsed",content:e.unparsed}),n&&Object.keys(n).length>0&&r(mn,{title:c("extra"),content:JSON.stringify(
n,null,2)})]})}function Rt(e){return e.panels.filter(t=>t.by[0]==="job_id"&&!t.over_time&&t.show!=="events")}function Bi(e,t,n){let o=De(
e,t).value.rows??[],i=t.measure==="count"||t.measure==="sum",s=a=>{let l=o.filter(u=>String(u[0])===a).map(u=>u.at(-1));
return i?l.reduce((u,d)=>u+Number(d??0),0):l[0]};return{name:t.title,unit:t.unit,values:n.map(s)}}function Wi(e,t){let n=e.
panels.find(u=>u.show==="events"&&u.columns.includes("job_id")),[o,i]=k([]);oe(async u=>{if(!n||t.length<2)return;let d={
panel:`${e.name}.${n.index}`,limit:500};i((await vt(B(h.peek()),d,u)).events)},[le.value,n]);let s=new Set(["job_id","ev\
ent","level","@timestamp","message",...Rt(e).map(u=>u.field)]),a=(n?.columns??[]).filter(u=>!s.has(u)),l=(u,d)=>{let f=o.
find(v=>v.job_id===u&&v[d]!==void 0)?.[d];return f===void 0||typeof f!="object"?f:K(f)};return a.map(u=>({name:u,unit:R.
value?.fields[u]?.unit??null,values:t.map(d=>l(d,u))}))}function Bo(e){return new Set(e.values.map(t=>t??null)).size>1}function Gi(e,t){
let[n,o]=[e.values[0],e.values[t]];if(t===0||typeof n!="number"||typeof o!="number"||!n||n===o)return"";let i=o/n-1;return`${i>
0?"+":"−"}${X(Math.abs(i),"ratio")}`}function Ki({line:e}){return r("tr",{class:Bo(e)?"differs":void 0,children:[r("th",
{scope:"row",children:e.name}),e.values.map((t,n)=>r("td",{class:"number",title:t==null?void 0:String(t),children:[F(t,e.
unit)," ",r("span",{class:"change",children:Gi(e,n)})]},n))]})}function Wo(){let{align:e}=h.value,t=(n,o)=>r("button",{type:"\
button","aria-pressed":e===n,onClick:()=>y({align:n}),children:o});return r("div",{class:"switch",role:"group","aria-lab\
el":c("axis"),children:[t(!1,c("at_clock")),t(!0,c("at_start"))]})}function Ji({of:e,jobs:t}){let[n,o]=k(!1),i=Wi(e,t),a=[
...Rt(e).map(u=>Bi(e,u,t)),...i].filter(u=>u.values.some(d=>d!=null)),l=n?a.filter(Bo):a;return r("section",{class:"pane\
l side","aria-labelledby":"side-by-side",children:[r("header",{children:[r("h2",{id:"side-by-side",children:c("compare")}),
r("label",{class:"check",children:[r("input",{type:"checkbox",checked:n,onChange:()=>o(!n)}),c("differences")]}),!z&&r(Wo,
{})]}),r("div",{class:"scroll",role:"region","aria-labelledby":"side-by-side",tabIndex:0,children:r("table",{class:"data",
children:[r("thead",{children:r("tr",{children:[r("td",{}),t.map(u=>r("th",{scope:"col",class:"number",children:[r("i",{
class:"swatch",style:{background:Ie("job_id",u)}}),u]},u))]})}),r("tbody",{children:l.map(u=>r(Ki,{line:u},u.name))})]})})]})}
var Yi=8;function Zi(e){let t=Rt(e).flatMap(n=>De(e,n).value.rows??[]);return[...new Set(t.map(n=>String(n[0])))].sort()}
function Go({of:e,jobs:t}){let n=z&&t.length<2?Zi(e):t,o=e.panels.some(s=>s.aligned);return Rt(e).filter(s=>s.show==="ba\
r").length>1?n.length<2?z?null:r("p",{class:"hint",children:c("compare_hint")}):r(Ji,{of:e,jobs:n.slice(0,Yi)}):o&&n.length>
1&&!z?r("div",{class:"axis-bar",children:r(Wo,{})}):null}var Xi=["logloom run -- python train.py","logloom view path/to/logs"];function Qi(){return r("section",{class:"empty",children:[
r("h2",{children:c("empty_store")}),r("p",{children:c("empty_store_how")}),r("ul",{children:Xi.map(e=>r("li",{children:r(
"code",{children:e})},e))})]})}function Lt(){let e=$.value,t=ee.value;return e?!e.events&&!e.invalid?r(Qi,{}):!t||!e.first||
!e.last||h.value.from==="all"||!(Date.parse(e.last)<Date.parse(t.start)||Date.parse(e.first)>=Date.parse(t.end))?null:r(
"section",{class:"empty",children:[r("p",{children:c("empty_range",{first:G(e.first),last:G(e.last)})}),r("button",{type:"\
button",class:"button primary",onClick:()=>y({from:"all",to:"now"}),children:c("all_time")})]}):null}var es="200px 0px";var $t=new Set,xe=new Map,hn=!1,Ko=new IntersectionObserver(e=>{for(let{target:t,isIntersecting:n}of e)n?$t.add(t):$t.delete(
t),n&&Ot(t)},{rootMargin:es});function Ot(e){let t=xe.get(e);xe.delete(e),t?.()}function Jo(){if(hn||!xe.size)return;hn=
!0;let e=()=>{hn=!1;let[t]=xe.keys();t&&Ot(t),Jo()};"requestIdleCallback"in globalThis?requestIdleCallback(e,{timeout:1e3}):
setTimeout(e,50)}function Yo(e){return Ko.observe(e),()=>{Ko.unobserve(e),$t.delete(e),xe.delete(e)}}function _n(e,t){xe.
set(e,t),$t.has(e)?Ot(e):Jo()}addEventListener("beforeprint",()=>[...xe.keys()].forEach(Ot));var ts={light:{text:"#57606a",line:"#d8dde3",grid:"#eceff2",ramp:["#e8f1fb","#0f4c8a"],card:"#ffffff"},dark:{text:"#9aa5\
b1",line:"#333b45",grid:"#232a32",ramp:["#1d2c3d","#7cc0ff"],card:"#161b22"}},ns={dateTime:"%x %X",date:"%Y-%m-%d",time:"\
%H:%M:%S",periods:["上午","下午"],days:["周日","周一","周二","周三","周四","周五","周六"],shortDays:["\
周日","周一","周二","周三","周四","周五","周六"],months:["1月","2月","3月","4月","5月","6月","7月",
"8月","9月","10月","11月","12月"],shortMonths:["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月",
"11月","12月"]},os="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";function Zo(e){
let t=ts[e.theme],n={domainColor:t.line,gridColor:t.grid,tickColor:t.line,labelColor:t.text,titleColor:t.text,labelFontSize:11,
titleFontSize:11,titleFontWeight:400,labelLimit:150,labelPadding:4,tickSize:4,aria:!1};return{background:"transparent",aria:!1,
font:os,padding:0,view:{stroke:null},mark:{color:Ie(void 0,null)},axis:n,axisX:{grid:!1,labelFlush:!0,labelOverlap:!0},axisY:{
domain:!1,ticks:!1},axisBand:{grid:!1,domain:!1,ticks:!1},line:{strokeWidth:1.75,strokeJoin:"round"},area:{fillOpacity:.35,
line:{strokeWidth:1.5}},bar:{stroke:null},arc:{stroke:t.card,strokeWidth:1},range:{heatmap:t.ramp,ramp:t.ramp},legend:{labelColor:t.
text,titleColor:t.text,labelFontSize:11,titleFontSize:11,gradientThickness:8,aria:!1},...e.language==="zh"?{locale:{time:ns}}:
{}}}var rs={milliseconds:".%L",seconds:"%H:%M:%S",minutes:"%H:%M",hours:"%H:%M",date:"%b %d",week:"%b %d",month:"%b %Y",
quarter:"%b %Y",year:"%Y"};function is(e,t){let n={...e.axis,title:null};delete n.tickCount;let o={...e.scale,nice:!1};return t.
aligned?{...e,scale:o,axis:n}:{...e,scale:{...o,type:t.utc?"utc":"time"},axis:{...n,format:rs}}}function ss(e){return typeof e==
"string"?e:String(e?.type??"")}function as(e){let t=e.color?.field;return t===void 0||t==="value"?e:{...e,color:{field:"\
colour",type:"nominal",scale:null,legend:null},detail:{field:t,type:"nominal"}}}function ls(e,t,n){let o=e.encoding;if(!o)
return e;let{tooltip:i,...s}=as(o),a=s.x;(a?.type==="temporal"||n.aligned)&&(s.x=is(a??{},n));for(let l of["x","y"])s[l]&&
(s[l]=us(s[l],t));return{...e,encoding:s}}function us(e,t){let n=e.axis;return e.field!=="value"||!n?e:["count","unique"].
includes(t.measure)?{...e,axis:{...n,tickMinStep:1}}:t.unit!=="ms"&&t.unit!=="s"?e:{...e,axis:{...n,values:{expr:"ticks"}}}}
var cs={mark:{type:"point",filled:!0,size:14,opacity:1},transform:[{filter:"few || datum.alone"}]};function fs({mark:e,...t}){
let{point:n,...o}=e;return{...t,layer:[{mark:o},cs]}}function er(e,t){let n=(t.aligned?e.aligned:e.spec)??{},o=ls(structuredClone(
n),e,t),i=ss(o.mark)==="line"?fs(o):o;return{...i,width:300,height:200,autosize:{type:"fit",contains:"padding"},params:[
...i.params??[],{name:"few",value:!0},{name:"ticks",value:[]}],config:e.over_time?{...Zo(t),mark:{color:Ie(void 0,null),
clip:!0}}:Zo(t)}}function ds(e){if(e.by.length<2)return 0;let t=JSON.stringify(e.spec?.encoding?.color??"");return t.includes(
"by1")?1:t.includes("by0")?0:"all"}function ps(e){return typeof e=="number"?e:Date.parse(String(e))}function tr(e,t,n,o){
let i=e.by.length,s=ds(e),a=s==="all"?e.by.join(" "):e.by[s],l=o?n:n*1e3,u=[];for(let f of t){let v=f[f.length-1];if(v===
null&&e.show!=="heatmap")continue;let _=f.slice(0,i).map(String),p=_.join(" · "),b=(s==="all"?p:_[s])??e.title,x=e.over_time?
ps(f[i]):void 0,m=x===void 0?{}:{time:x,time_end:x+l};u.push({by0:_[0],by1:_[1],value:v,series:p,label:b,colour:Ie(a,b),
...m})}let d=new Map;for(let{series:f}of u)d.set(f,(d.get(f)??0)+1);for(let f of u)f.alone=d.get(f.series)===1;return u}
var Xo=[1,2,5,10,20,50,100,200,500,...[1,2,5,10,15,30].map(e=>e*1e3),...[1,2,5,10,15,30].map(e=>e*6e4),...[1,2,3,6,12].map(
e=>e*36e5),...[1,2,5,10,30].map(e=>e*864e5)],Qo=5;function nr(e,t){let n=e.unit==="s"?1e3:1,o=t.map(u=>(u.value??0)*n),i=Math.
max(0,...o),s=e.show==="bar"?0:Math.min(i,...o),a=Xo.find(u=>(i-s)/u<Qo)??Xo.at(-1),l=[];for(let u=Math.floor(s/a)*a;u<=
i+a/2&&l.length<=2*Qo;u+=a)l.push(u/n);return l}var tt=C(null),vn=C(null);function gn(e){let t=e.view();if(!t||!e.panel.over_time)return null;try{let n=t.scale("x"),[o,
i]=e.span;return{at:n,left:t.origin()[0],width:n(i)-n(o)}}catch{return null}}function or(e,t){let n=gn(e);return!n||t<n.
left-8||t>n.left+n.width+8?null:Number(n.at.invert(t-n.left))}function ms(e,t,n){let o=null;for(let{time:i,time_end:s}of e)
if(i!==void 0){if(n&&t>=i&&t<(s??i))return i;(o===null||Math.abs(i-t)<Math.abs(o-t))&&(o=i)}return o}var hs=12;function ir(e,t){
return[...t].sort((n,o)=>(o.value??0)-(n.value??0)).slice(0,hs).map(n=>({colour:n.colour,label:n.series||e.panel.title,value:F(
n.value,e.panel.unit)}))}function _s(e,t,n){let o=ms(e.marks,n,e.panel.show==="bar");if(o===null)return null;let i=e.aligned?
`+${Et(o*1e3)}`:U(o),s=e.marks.filter(a=>a.time===o);return tt.value={x:t.clientX,y:t.clientY,title:i,lines:ir(e,s)},o}function rr(e,t,n){
let o=e.view();if(!o)return null;let[i,s]=o.origin(),a=o._handler.pick(o.scenegraph().root,t,n,t-i,n-s);return a?.datum&&
"series"in a.datum?a.datum:null}function Dt(e){let t=e.currentTarget.getBoundingClientRect();return{x:e.clientX-t.left,y:e.
clientY-t.top}}function sr({plot:e}){let t=T(null),n=T(null),o=T(null);ao(()=>{let u=vn.value,d=u===null?null:gn(e);t.current&&
(t.current.hidden=!d,d&&(t.current.style.transform=`translateX(${d.left+d.at(u)}px)`))});let i=()=>{tt.value=null,vn.value=
null},s=u=>{let{x:d,y:f}=Dt(u);if(o.current!==null)return vs(n.current,o.current,d);if(e.panel.over_time&&e.panel.show!==
"heatmap"){let _=or(e,d),p=_===null?null:_s(e,u,_);p===null?i():vn.value=p;return}let v=rr(e,d,f);u.currentTarget.classList.
toggle("picks",!!(v&&e.onPick)),tt.value=v?{x:u.clientX,y:u.clientY,title:v.series,lines:ir(e,[v])}:null},a=u=>{u.button!==
0||u.pointerType==="touch"||e.aligned||or(e,Dt(u).x)!==null&&(o.current=Dt(u).x,u.currentTarget.setPointerCapture(u.pointerId))},
l=u=>{let d=o.current;o.current=null,n.current&&(n.current.hidden=!0);let{x:f,y:v}=Dt(u);if(d!==null&&Math.abs(f-d)>6)return gs(
e,d,f);let _=e.panel.over_time?null:rr(e,f,v);_&&e.onPick?.(_)};return r("div",{class:e.panel.over_time?"overlay timed":
"overlay",onPointerMove:s,onPointerLeave:i,onPointerDown:a,onPointerUp:l,children:[r("div",{class:"cursor",ref:t,hidden:!0}),
r("div",{class:"brush",ref:n,hidden:!0})]})}function vs(e,t,n){e&&(e.hidden=!1,e.style.left=`${Math.min(t,n)}px`,e.style.
width=`${Math.abs(n-t)}px`,tt.value=null)}function gs(e,t,n){let o=gn(e);if(!o)return;let i=[t,n].map(l=>Math.min(Math.max(
l-o.left,0),o.width)).sort((l,u)=>l-u),[s,a]=i.map(l=>new Date(Math.round(Number(o.at.invert(l)))));y({from:s.toISOString(),
to:a.toISOString()})}var At=12;function ar(){let e=tt.value;if(!e)return null;let n=e.x>innerWidth-280?{right:`${innerWidth-
e.x+At}px`}:{left:`${e.x+At}px`},i=e.y<innerHeight-260?{top:`${e.y+At}px`}:{bottom:`${innerHeight-e.y+At}px`};return r("\
div",{class:"tip","aria-hidden":"true",style:{...n,...i},children:[r("div",{class:"tip-title",children:e.title}),e.lines.
map(s=>r("div",{class:"tip-line",children:[r("i",{class:"swatch",style:{background:s.colour}}),r("span",{children:s.label}),
r("b",{children:s.value})]},s.label))]})}var lr=C(null);function ur(){lr.value=globalThis.logloomCharts??null}addEventListener("logloom-charts",ur);ur();function bs(e,t,n,o){
let{spec:i}=e.compile(er(t,n)),s=e.parse(i,void 0,{ast:!0}),a=new e.View(s,{renderer:"canvas",container:o,expr:e.expressionInterpreter,
hover:!1,tooltip:()=>{}});return Object.assign(a,{cleanThreshold:200}),o.querySelector("canvas")?.setAttribute("aria-hid\
den","true"),a}var ys=90;function ws(e,t){if(e.data("rows",t.marks),e.signal("few",t.marks.length<=ys),e.signal("ticks",
nr(t.panel,t.marks)),!t.panel.over_time)return;let n=t.marks[0],o=n?(n.time_end??0)-(n.time??0):1;e.signal("range_start",
t.span[0]).signal("range_end",t.span[1]).signal("step",o)}function ks(e,t){return e.every((n,o)=>n===t[o])}function cr({
panel:e,marks:t,span:n,aligned:o,height:i,describe:s,onPick:a}){let l=T(null),u=T(null),d={theme:Y.value,language:Z.value,
utc:I.value.times==="utc",aligned:o},f=lr.value,v=T({panel:e,marks:t,aligned:o,span:n,view:()=>u.current?.view??null,onPick:a});
Object.assign(v.current,{panel:e,marks:t,aligned:o,span:n,onPick:a});let _=[f,e,JSON.stringify(d)],p=()=>{if(!f||!l.current)
return;(!u.current||!ks(u.current.of,_))&&(u.current?.view.finalize(),u.current={view:bs(f,e,d,l.current),of:_});let{view:x}=u.
current;ws(x,v.current),x.width(l.current.clientWidth).height(i).runAsync()},b=T(p);return b.current=p,Xt(()=>{let x=Yo(
l.current);return()=>{x(),u.current?.view.finalize(),u.current=null}},[]),Xt(()=>_n(l.current,p),[..._,t,n[0],n[1],i]),Ss(
l,()=>_n(l.current,b.current)),r("div",{class:"chart",role:"img","aria-label":s,style:{height:`${i}px`},children:[r("div",
{class:"canvas",ref:l}),r(sr,{plot:v.current})]})}function Ss(e,t){let n=T(t);n.current=t,q(()=>{let o=e.current.clientWidth,
i=new ResizeObserver(()=>{let s=e.current?.clientWidth??0;!s||s===o||(o=s,n.current())});return i.observe(e.current),()=>i.
disconnect()},[])}function bn(e,t){return pe(e,t)}var xs=1e3,fr=100;function dr(e){return{rows:e.events,total:e.total,next:e.next,newest:!0,pages:1}}function Ps(e,t){let n=e.
rows.length+t.events.length>xs;return{rows:n?t.events:[...e.rows,...t.events],total:t.total,next:t.next,newest:e.newest&&
!n,pages:e.pages+1}}function Ms(e){let t=document.getElementById(e)?.closest("section")?.getBoundingClientRect();return t!==
void 0&&t.top<innerHeight&&t.bottom>0}function Cs(e,t,n){let[o,i]=k(null),[s,a]=k(null),[l,u]=k(!1),d=T(!1),f=e?{panel:e,
invalid:t}:{invalid:t},v=(g,P,O)=>vt(B(h.peek()),{...f,before:g,limit:P},O),_=g=>{g instanceof be&&(a(g.problem.message),
e||(we.value=g.problem))},p=async g=>{let P=await v(null,fr,g);a(null),e||(we.value=null),u(!1),i(dr(P))},b=async g=>{if(n&&
!Ms(n)&&await Do(),!d.current)return p(g).catch(_);let{total:P}=await v(null,1,g);u(P!==o?.total)},x=()=>{d.current=!0,v(
o?.next??null,fr).then(g=>i(P=>P?Ps(P,g):dr(g)),_)},m=()=>{d.current=!1,p().catch(_)},w=g=>{d.current=g||(o?.pages??1)>1};
return q(()=>{d.current=!1},[le.value,e,t]),oe(b,[le.value,e,t]),{loaded:o,error:s,fresh:l,older:x,newest:m,hold:w}}var Es=[
"job_id","rank","event","message"];function yn(e,t){let n=e.length?e:t?.columns??[],o=R.value?.fields??{};return["level",
...(n.length?n:Es.filter(s=>s in o)).filter(s=>s!=="level"&&s!=="@timestamp")]}var pr=new Set(["message","unparsed","sta\
ck_trace"]);function Ts({name:e,event:t}){let n=t[e],o=R.value?.fields[e];return e==="level"?r("td",{class:"level",children:r(
"span",{class:`pill level-${String(n).toLowerCase()}`,children:String(n??"")})}):n==null?r("td",{}):Array.isArray(n)?r("\
td",{children:n.map(K).join(", ")}):typeof n=="number"?r("td",{class:"number",title:String(n),children:F(n,o?.unit??null)}):
W(n)?r("td",{title:U(n),children:G(n)}):r("td",{class:pr.has(e)?"long":void 0,title:pr.has(e)?void 0:K(n),children:K(n)})}
function Rs({event:e,columns:t,open:n,toggle:o,controls:i}){let s=e.violations?.length??0,a=String(e["@timestamp"]??"");
return r(M,{children:[r("tr",{class:n?"event open":"event",onClick:()=>{getSelection()?.toString()||o()},children:[r("td",
{class:"opener",children:r("button",{type:"button",class:"quiet","data-event":!0,"aria-expanded":n,"aria-label":c("expan\
d_event"),onClick:u=>{u.stopPropagation(),o()},children:r(L,{name:"chevron"})})}),r("td",{class:"flags",children:s>0&&r(
"span",{class:"flag",title:e.violations.join(`
`),children:[r(L,{name:"warn"}),r("span",{class:"unseen",children:c("violations")})]})}),r("td",{class:"time",children:r(
"time",{dateTime:a,title:U(a),children:G(a,{ms:!0})})}),t.map(u=>r(Ts,{name:u,event:e},u))]}),n&&r("tr",{class:"detail",
children:r("td",{colSpan:t.length+3,children:r(Vo,{event:e,controls:i})})})]})}function Ls({rows:e,columns:t,label:n,hold:o}){
let[i,s]=k(new Set),a=l=>{let u=new Set(i);u.delete(l)||u.add(l),o(u.size>0),s(u)};return r("div",{class:"scroll events",
role:"region","aria-label":n,tabIndex:0,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:n}),
r("thead",{children:r("tr",{children:[r("th",{scope:"col",children:r("span",{class:"unseen",children:c("expand_event")})}),
r("th",{scope:"col",children:r("span",{class:"unseen",children:c("violations")})}),r("th",{scope:"col",children:c("time")}),
t.map(l=>r("th",{scope:"col",children:l},l))]})}),r("tbody",{children:e.map(l=>{let u=String(l._id);return r(Rs,{event:l,
columns:t,open:i.has(u),toggle:()=>a(u),controls:!E},u)})})]})})}function wn(e){return`panel-${e.index}`}function Nt({panel:e,
of:t,invalid:n=!1,columns:o=[]}){let{loaded:i,error:s,fresh:a,older:l,newest:u,hold:d}=Cs(e,n,t&&wn(t));if(s)return r("p",
{class:"error",role:"alert",children:s});if(!i)return r("div",{class:"skeleton","aria-hidden":"true"});let f=t?.title??c(
"events");return i.rows.length?r(M,{children:[a&&r("button",{type:"button",class:"fresh",onClick:u,children:c("new_event\
s")}),r(Ls,{rows:i.rows,columns:yn(o,t),label:f,hold:d}),r("footer",{class:"more",children:[r("span",{"aria-live":"polit\
e",children:[ue(i.rows.length)," / ",c("event_count",{count:ue(i.total)})]}),!i.newest&&r("button",{type:"button",class:"\
button",onClick:u,children:c("newer")}),i.next&&r("button",{type:"button",class:"button",onClick:l,children:c("older")})]})]}):
r("p",{class:"nothing",children:c("empty_filter")})}function kn(e){let t=new Map;for(let n of e)t.set(n.label,n);return[...t.values()]}function $s(e,t,n){return e.every(i=>i===
n!==t.has(i))?new Set:new Set(e.filter(i=>i!==n))}function Os(e,t){return t?X((e.value??0)/t,"ratio"):""}function mr({panel:e,
marks:t,hidden:n,setHidden:o}){let i=e.show==="bar"&&e.over_time;if(!e.by.length||e.show==="heatmap"||e.show==="bar"&&e.
by.length===1&&!i)return null;let s=kn(t),a=s.map(f=>f.label),l=s.reduce((f,v)=>f+(v.value??0),0),u=R.value?.dashboards.
find(f=>f.name===e.opens)?.title??"",d=f=>e.show==="donut"?`${F(f.value,e.unit)} · ${Os(f,l)}`:e.show==="bar"?"":F(f.value,
e.unit);return r("ul",{class:"legend",children:s.map(f=>r("li",{class:n.has(f.label)?"off":void 0,children:[r("button",{
type:"button","aria-pressed":!n.has(f.label),title:c("series_only",{name:f.label}),onClick:()=>o($s(a,n,f.label)),children:[
r("i",{class:"swatch",style:{background:f.colour}}),r("span",{class:"name",children:f.label}),r("b",{children:d(f)})]}),
e.opens&&!z&&r("button",{type:"button",class:"quiet","aria-label":c("open_in",{value:f.label,dashboard:u}),title:c("open\
_in",{value:f.label,dashboard:u}),onClick:()=>Ae(e,[f.by0],0),children:r(L,{name:"open"})})]},f.label))})}function Ds(e,t,n){q(()=>{if(!t)return;let o=i=>{e.current?.contains(i.target)||n()};return document.addEventListener("p\
ointerdown",o),document.addEventListener("focusin",o),()=>{document.removeEventListener("pointerdown",o),document.removeEventListener(
"focusin",o)}},[t])}function As(e,t){q(()=>{let n=e.current;if(!t||!n)return;n.querySelector("[autofocus], input, button\
, a")?.focus({preventScroll:!0}),n.style.translate="";let{left:o,right:i}=n.getBoundingClientRect(),s=i-(document.documentElement.
clientWidth-8);s>0&&(n.style.translate=`${-Math.min(s,o-8)}px`)},[t])}function re({label:e,name:t,title:n,class:o,children:i}){
let[s,a]=k(!1),l=T(null),u=T(null),d=T(null),f=()=>a(!1);return Ds(l,s,f),As(u,s),r("div",{class:"popover",ref:l,onKeyDown:_=>{
_.key!=="Escape"||!s||(_.stopPropagation(),f(),d.current?.focus())},children:[r("button",{ref:d,type:"button",class:o??"\
button","aria-expanded":s,"aria-haspopup":"dialog","aria-label":t,title:n,onClick:()=>a(!s),children:e}),s&&r("div",{class:"\
popup",ref:u,role:"dialog","aria-label":t??(typeof e=="string"?e:n),children:i(f)})]})}function Ns(e,t){return typeof e=="number"&&typeof t=="number"?e-t:e==null?-1:t==null?1:String(e).localeCompare(String(t),
void 0,{numeric:!0})}function qs(e,t){if(!t)return e;let n=[...e].sort((o,i)=>Ns(o[t.column],i[t.column]));return t.down?
n.reverse():n}function Fs({names:e,order:t,setOrder:n}){let o=e.length-1;return r("tr",{children:e.map((i,s)=>{let a=t?.
column===s,l=()=>n(a&&!t.down?null:{column:s,down:a?!1:s===o});return r("th",{scope:"col",class:s===o?"number":void 0,"a\
ria-sort":a?t.down?"descending":"ascending":void 0,children:r("button",{type:"button",onClick:l,children:[i,r("span",{"a\
ria-hidden":"true",children:a?t.down?" ↓":" ↑":""})]})},i)})})}function js({value:e,panel:t,most:n}){if(W(e))return r(
"td",{class:"number",title:U(e),children:ne(e,Date.parse($.value?.now??"")||Date.now())});let o=typeof e=="number"&&n>0?
Math.max(0,e/n):0;return r("td",{class:"number bar",style:{"--share":String(o)},title:typeof e=="number"?String(e):void 0,
children:r("span",{children:F(e,t.unit)})})}function Is({panel:e,index:t,row:n}){let o=n[t];if(t>=e.by.length)return r("\
td",{class:"time",children:W(o)?U(o):F(o,null)});if(z)return r("td",{children:String(o)});let i=R.value?.dashboards.find(
a=>a.name===e.opens)?.title,s=i?c("open_in",{value:String(o),dashboard:i}):c("filter_in");return r("td",{children:r("but\
ton",{type:"button",class:"link",title:s,onClick:()=>Ae(e,n,t),children:String(o)})})}function hr({panel:e,caption:t,rows:n}){
let[o,i]=k(null),s=pe(()=>qs(n,o),[n,o]),a=[...e.by,...e.over_time?[c("time")]:[],e.field?`${e.measure} ${e.field}`:e.measure],
l=a.length-1,u=Math.max(0,...n.map(d=>typeof d[l]=="number"?d[l]:0));return n.length?r("div",{class:"scroll",tabIndex:0,
role:"region","aria-label":t,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:t}),r("thea\
d",{children:r(Fs,{names:a,order:o,setOrder:i})}),r("tbody",{children:s.map(d=>r("tr",{children:[d.slice(0,l).map((f,v)=>r(
Is,{panel:e,index:v,row:d},v)),r(js,{value:d[l],panel:e,most:u})]},d.slice(0,l).join("\0")))})]})}):r("p",{class:"nothin\
g",children:c("no_data")})}var Us={start:"1970-01-01T00:00:00Z",end:"1970-01-01T00:00:01Z",step_seconds:1};function Hs(e){return h.value.align&&e.over_time&&
e.by.includes("job_id")}function zs(e,t,n){return n?[0,Math.max(1,...e.map(o=>o.time_end??0))]:[Date.parse(t.start),Date.
parse(t.end)]}function Vs(e){return[...e.by,...e.over_time?[c("time")]:[],Bs(e)]}function Bs(e){return e.field?`${e.measure}\
 ${e.field}`:e.measure}function Ws(e,t){if(!t.length)return`${e.title}. ${c("summary_none",{kind:e.show})}`;let n=kn(t),
o=c("summary_chart",{kind:e.show,series:n.length,points:t.length}),i=n.slice(0,5).map(s=>c("summary_series",{name:s.series||
e.title,value:F(s.value,e.unit)}));return`${e.title}. ${o} ${i.join(", ")}`}var Gs=26;function Ks(e,t,n){return e.show===
"bar"&&!e.over_time||e.show==="heatmap"?Math.max(110,Math.min(460,new Set(t.map(i=>i[0])).size*Gs+(e.show==="heatmap"?90:
34))):n}function Sn({panel:e,found:t,usual:n}){let[o,i]=k(new Set),s=Hs(e),a=Ks(e,t.rows??[],n),l=t.range??Us,u=t.step??
l.step_seconds,d=bn(()=>tr(e,t.rows??[],u,s),[t.rows,s,u,Y.value,e]),f=bn(()=>o.size?d.filter(_=>!o.has(_.label)):d,[d,o]),
v=e.by.length&&!z?_=>Ae(e,[_.by0,_.by1],0):void 0;return d.length?r("div",{class:e.show==="donut"?"figure beside":"figur\
e",children:[r(cr,{panel:e,marks:f,span:zs(d,l,s),aligned:s,height:a,describe:Ws(e,d),onPick:v}),r(mr,{panel:e,marks:d,hidden:o,
setHidden:i})]}):r("p",{class:"nothing",style:{height:`${a}px`},children:c("no_data")})}function Js({panel:e,found:t}){let n=t.
rows?.[0]?.at(-1),o=W(n),i=o?ne(n,Date.parse($.value?.now??"")||Date.now()):F(n,e.unit),s=typeof n=="number"&&n>0&&/\b(ERROR|CRITICAL|oom)\b/.
test(e.query);return r("button",{type:"button",class:s?"metric bad":"metric",title:z?void 0:c("open_events"),disabled:z,
onClick:()=>y(fn(e)),children:[r("span",{class:"metric-title",children:e.title}),r("span",{class:"metric-value",title:o?
U(n):typeof n=="number"?String(n):void 0,children:t.rows?i:" "})]})}function Ys(e,t){return t.map(n=>n.map((o,i)=>i<e.by.
length&&o!==null?String(o):o))}function Zs({panel:e,rows:t,table:n,setTable:o,large:i,setLarge:s}){let a=e.spec!==null,l=(u,d,f)=>r(
"button",{type:"button",class:"item",onClick:()=>{d(),f()},children:u});return r(re,{class:"quiet",name:c("menu",{title:e.
title}),label:r(L,{name:"dots"}),children:u=>r("div",{class:"menu",children:[a&&l(n?c("show_chart"):c("show_table"),()=>o(
!n),u),l(i?c("restore"):c("expand"),()=>s(!i),u),!z&&l(c("open_events"),()=>y(fn(e)),u),e.show!=="events"&&l(c("download\
_csv"),()=>jo(e.title,Vs(e),t),u),e.query&&r("code",{class:"menu-query",children:e.query})]})})}function Xs({dashboard:e,
panel:t,found:n,table:o,large:i}){return t.show==="events"?r(Nt,{panel:`${e.name}.${t.index}`,of:t}):n.error&&!n.rows?r(
"p",{class:"error",role:"alert",children:n.error.message}):n.rows?o||t.show==="table"?r(hr,{panel:t,caption:c("data_of",
{title:t.title}),rows:Ys(t,n.rows)}):r(Sn,{panel:t,found:n,usual:i?420:200}):r("div",{class:"skeleton","aria-hidden":"tr\
ue"})}function _r({dashboard:e,panel:t}){let[n,o]=k(!1),[i,s]=k(!1),a=De(e,t).value;if(t.show==="metric")return r("li",{
class:"cell metric-cell",children:r(Js,{panel:t,found:a})});let l=i||t.show==="events",u=wn(t);return r("li",{class:l?"c\
ell wide":"cell",children:r("section",{class:`panel show-${t.show}`,"aria-labelledby":u,children:[r("header",{children:[
r("h2",{id:u,children:t.title}),a.error&&a.rows&&r("span",{class:"error",title:a.error.message,children:r(L,{name:"warn"})}),
r(Zs,{panel:t,rows:a.rows??[],table:n,setTable:o,large:i,setLarge:s})]}),r(Xs,{dashboard:e,panel:t,found:a,table:n,large:i})]})})}function Qs(e){let t=[];for(let n of e){let o=n.show==="metric"?"metrics":n.show==="events"?"lists":"charts",i=t.at(-1);
i?.kind===o?i.panels.push(n):t.push({kind:o,panels:[n]})}return t}function ea({of:e}){return r(M,{children:Qs(e.panels).
map(({kind:t,panels:n})=>r("ul",{class:`grid ${t}`,children:n.map(o=>r(_r,{dashboard:e,panel:o},o.index))},`${e.name} ${n[0]?.
index}`))})}function vr(){let e=te.value;if(!e)return r("p",{class:"nothing",children:c("unknown_dashboard")});let t=h.value.
picks.job_id??[];return r(M,{children:[r(Lt,{}),r(Go,{of:e,jobs:t}),r(ea,{of:e},e.name)]})}function ta(){let e=yn(h.value.columns),t=Object.keys(R.value?.fields??{}).filter(o=>o!=="@timestamp"&&o!=="level"),n=o=>{
let i=e.includes(o)?e.filter(s=>s!==o):[...e,o];y({columns:i.filter(s=>s!=="level")},{replace:!0})};return r(re,{label:c(
"columns"),class:"button chosen",children:()=>r("div",{class:"choices",children:[r("div",{class:"list",role:"group","ari\
a-label":c("columns"),children:t.map(o=>r("label",{class:"choice",title:R.value?.fields[o]?.description,children:[r("inp\
ut",{type:"checkbox",checked:e.includes(o),onChange:()=>n(o)}),r("span",{class:"name",children:o})]},o))}),r("button",{type:"\
button",class:"item",onClick:()=>y({columns:[]},{replace:!0}),children:c("columns_reset")})]})})}var na=96;function oa({
invalid:e}){let[t,n]=k({rows:null,error:null,ms:0,step:void 0,range:null}),o=R.value?.histograms?.[e?1:0];return oe(async i=>{
let s=await mo(B(h.peek()),e,i);ee.value=s.range,n({rows:s.rows,error:null,ms:0,step:s.range.step_seconds,range:s.range})},
[le.value,e]),!o||!t.rows?r("div",{class:"skeleton histogram","aria-hidden":"true"}):r("div",{class:"histogram",children:r(
Sn,{panel:o,found:t,usual:na})})}var ra=["service","parse_error","unparsed"];function gr(){let{columns:e,invalid:t}=h.value,
n=e.length||!t?e:ra,o=(i,s)=>r("button",{type:"button","aria-pressed":t===i,onClick:()=>y({invalid:i,columns:[]}),children:s});
return r(M,{children:[r(Lt,{}),r("section",{class:"panel all-events","aria-label":c("events"),children:[r("header",{children:[
r("div",{class:"switch",role:"group","aria-label":c("events"),children:[o(!1,c("parsed")),o(!0,`${c("invalid_lines")}${$.
value?.invalid?` (${$.value.invalid})`:""}`)]}),r("span",{class:"space"}),r(ta,{})]}),!E&&r(oa,{invalid:t}),r(Nt,{invalid:t,
columns:n})]})]})}function ia(){let[e,t]=k(null);return oe(async()=>t(await go()),[$.value?.faults]),e}function sa(e,t){return typeof t=="\
number"&&e.includes("bytes")?je(t):typeof t=="number"&&e.endsWith("_gb")?`${X(t,null)} GB`:typeof t=="number"&&/ratio|share|utili[sz]ation$/.
test(e)&&t<=1?X(t,"ratio"):W(t)?U(t):K(t)}function aa(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function br(e,t=""){
return Object.entries(e).flatMap(([n,o])=>aa(o)?br(o,`${t}${n}.`):o==null?[]:[[t+n,o]])}function xn({of:e}){return r("dl",
{class:"pairs",children:br(e).map(([t,n])=>r("div",{children:[r("dt",{children:t}),r("dd",{children:sa(t,n)})]},t))})}function la({
of:e}){let[t,n,o]=["memory_allocated_gb","memory_reserved_gb","memory_total_gb"].map(s=>e[s]);if(typeof t!="number"||typeof o!=
"number"||!o)return null;let i=s=>({width:`${Math.min(100,100*s/o)}%`});return r("div",{class:"memory",children:[r("span",
{children:[X(t,null)," / ",X(o,null)," GB (",X(t/o,"ratio"),")"]}),r("div",{class:"bar","aria-hidden":"true",children:[typeof n==
"number"&&r("i",{class:"reserved",style:i(n)}),r("i",{style:i(t)})]})]})}function ua({of:e}){let t=n=>{let o=n.timestamp;
return typeof o=="number"?G(o*1e3,{ms:!0}):W(o)?G(o,{ms:!0}):K(o??"")};return r("table",{class:"data",children:r("tbody",
{children:e.map((n,o)=>r("tr",{children:[r("td",{class:"time",children:t(n)}),r("td",{class:"level",children:r("span",{class:`\
pill level-${String(n.level??"info").toLowerCase()}`,children:String(n.level??"")})}),r("td",{class:"long",children:K(n.
message??n.category??"")})]},o))})})}function ca({of:e}){return r("article",{class:"panel fault-detail","aria-label":e.type??
c("tags"),children:[r("header",{children:[r("h2",{children:e.type??e.fault??c("tags")}),r("span",{class:e.waiting?"badge\
 warn":"badge",children:e.waiting?c("not_sent"):c("delivered")})]}),r("p",{class:"message",children:e.message}),r(xn,{of:{
time:e.time,job_id:e.job_id,rank:e.rank,run:e.run,fault:e.fault,level:e.level,tries:e.tries||null,id:e.id}}),e.gpu&&r(M,
{children:[r("h3",{children:c("gpu")}),r(la,{of:e.gpu}),r(xn,{of:e.gpu})]}),e.stack&&r(M,{children:[r("h3",{children:c("\
stack")}),r("pre",{tabIndex:0,children:e.stack})]}),e.breadcrumbs.length>0&&r(M,{children:[r("h3",{children:c("breadcrum\
bs")}),r(ua,{of:e.breadcrumbs})]}),Object.keys(e.contexts).length>0&&r(M,{children:[r("h3",{children:c("contexts")}),r(xn,
{of:e.contexts})]})]})}function yr(){let e=ia(),[t,n]=k(null);if(!e)return r("div",{class:"skeleton","aria-hidden":"true"});
let o=e.faults.find(i=>i.id===t)??e.faults[0];return o?r("div",{class:"faults",children:[r("ul",{class:"fault-list","ari\
a-label":c("faults"),children:e.faults.map(i=>r("li",{children:r("button",{type:"button","aria-current":i===o,onClick:()=>n(
i.id),children:[r("b",{children:i.type??i.fault??c("tags")}),r("span",{children:i.message??""}),r("span",{class:"hint",children:[
G(i.time),i.job_id&&` · ${i.job_id}`,i.rank!==null&&` · ${c("rank")} ${i.rank}`,i.waiting&&` · ${c("waiting")}`]})]})},
i.id))}),r(ca,{of:o}),r("p",{class:"hint",children:c("folder",{folder:e.folder})})]}):r("section",{class:"empty",children:[
r("p",{children:c("empty_faults")}),r("p",{class:"hint",children:c("folder",{folder:e.folder})})]})}var Pe=C(!1);function fa(e){return e instanceof HTMLElement&&(e.isContentEditable||/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName))}
function wr(e){let t=[...document.querySelectorAll("[data-event]")],n=t.indexOf(document.activeElement),o=t[Math.max(0,Math.
min(t.length-1,n===-1?0:n+e))];o?.focus(),o?.scrollIntoView({block:"nearest"})}function da(e){let t=R.value?.dashboards??
[],n=t[e];if(n)return y({view:"dashboard",dashboard:n.name});let o=["events","faults","alerts"][e-t.length];o&&y({view:o})}
var pa={"/":()=>document.getElementById("query")?.focus(),"?":()=>Pe.value=!0,j:()=>wr(1),k:()=>wr(-1),p:()=>V.value=!V.
value,t:()=>Ze({theme:Y.value==="dark"?"light":"dark"})};function kr(){addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||
e.altKey||fa(e.target)||!I.value.keys)return;let t=pa[e.key]??(/^[1-9]$/.test(e.key)?()=>da(Number(e.key)-1):null);t&&(e.
preventDefault(),t())})}var Pr=[["all","all_time"],["now-15m","last_15m"],["now-1h","last_1h"],["now-6h","last_6h"],["now-24h","last_24h"],["now\
-7d","last_7d"],["now-30d","last_30d"]];function qt(e,t){let n=Pr.find(([i])=>i===e);if(n&&(t==="now"||e==="all"))return c(
n[1]);let o=i=>i==="now"?c("until_now"):Number.isNaN(Date.parse(i))?i:G(i);return`${o(e)} – ${o(t)}`}function Sr(e){let t=new Date(
e??Date.now()),n=I.value.times==="utc"?0:t.getTimezoneOffset()*6e4;return new Date(t.getTime()-n).toISOString().slice(0,
19)}function xr(e){return new Date(I.value.times==="utc"?`${e}Z`:e).toISOString()}function ma({close:e}){let[t,n]=k(Sr(ee.
value?.start)),[o,i]=k(Sr(ee.value?.end)),s=!!(t&&o&&t<o);return r("form",{class:"custom",onSubmit:l=>{l.preventDefault(),
s&&(y({from:xr(t),to:xr(o)}),e())},children:[r("label",{children:[c("frame_from"),r("input",{type:"datetime-local",step:"\
1",value:t,onInput:l=>n(l.currentTarget.value)})]}),r("label",{children:[c("frame_to"),r("input",{type:"datetime-local",
step:"1",value:o,onInput:l=>i(l.currentTarget.value)})]}),r("button",{type:"submit",class:"button primary",disabled:!s,children:c(
"apply")})]})}function ha(){let e=ee.value;if(!e)return;let[t,n]=[Date.parse(e.start),Date.parse(e.end)],o=(n-t)/2,i=Math.
min(n+o,Math.max(n,Date.now()));y({from:new Date(t-o).toISOString(),to:new Date(i).toISOString()})}function Mr(){let{from:e,
to:t}=h.value,n=qt(e,t);return r("div",{class:"range",children:[r(re,{label:n,name:`${c("time_range")}: ${n}`,class:"but\
ton chosen",children:o=>r("div",{class:"ranges",children:[Pr.map(([i,s])=>r("button",{type:"button",class:"item","aria-p\
ressed":i===e,onClick:()=>{y({from:i,to:"now"}),o()},children:c(s)},i)),r(ma,{close:o})]})}),e!=="all"&&r("button",{type:"\
button",class:"button",onClick:ha,title:c("zoom_out"),"aria-label":c("zoom_out"),children:"−"})]})}function _a(e,t){let[n,o]=k(null);return q(()=>{let i=new AbortController,s=setTimeout(()=>{ho(e,t,B(h.peek()),i.signal).
then(o,()=>{})},t?120:0);return()=>{clearTimeout(s),i.abort()}},[e,t]),n}function va({value:e,count:t,on:n,toggle:o}){return r(
"label",{class:"choice",children:[r("input",{type:"checkbox",checked:n,onChange:o}),r("span",{class:"name",title:e,children:e}),
t!==null&&r("span",{class:"count",children:ue(t)})]})}function ga({field:e}){let[t,n]=k(""),o=T(null),i=_a(e,t),s=h.value.
picks[e]??[],a=d=>{y(bt(e,s.includes(d)?s.filter(f=>f!==d):[...s,d]))},l=(i?.values??[]).filter(d=>d.value!==null).map(d=>({
value:String(d.value),count:d.count})),u=s.filter(d=>!t&&!l.some(f=>f.value===d)).map(d=>({value:d,count:null}));return r(
"div",{class:"choices",children:[r("input",{type:"search",class:"find",placeholder:c("find"),"aria-label":c("pick_title",
{field:e}),value:t,onInput:d=>n(d.currentTarget.value)}),r("div",{class:"list",ref:o,role:"group","aria-label":e,"aria-b\
usy":i===null,children:[[...u,...l].map(d=>r(va,{...d,on:s.includes(d.value),toggle:()=>a(d.value)},d.value)),i&&!l.length&&
!u.length&&r("p",{class:"nothing",children:c("no_data")})]}),i?.more&&r("p",{class:"hint",children:c("more_values")}),s.
length>0&&r("button",{type:"button",class:"item",onClick:()=>y(bt(e,[])),children:c("clear")})]})}function ba(e,t){return t.
length?t.length===1?`${e}: ${t[0]}`:`${e}: ${t[0]} +${t.length-1}`:e}function Cr({field:e}){let t=h.value.picks[e]??[];return r(
"span",{class:t.length?"picker on":"picker",children:[r(re,{label:ba(e,t),name:`${c("pick_title",{field:e})}${t.length?`\
: ${t.join(", ")}`:""}`,title:t.join(`
`)||void 0,class:"button chosen",children:()=>r(ga,{field:e})}),t.length>0&&r("button",{type:"button",class:"quiet","ari\
a-label":c("remove",{name:e}),title:c("remove",{name:e}),onClick:()=>y(bt(e,[])),children:r(L,{name:"close"})})]})}var Tr="logloom.queries",ya=20,wa=50;function Rr(){try{return JSON.parse(localStorage.getItem(Tr)??"[]")}catch{return[]}}
function ka(e){if(e)try{localStorage.setItem(Tr,JSON.stringify([e,...Rr().filter(t=>t!==e)].slice(0,ya)))}catch{}}var Er={
start:0,end:0,options:[]},nt=C(null);function Sa(e,t){let n=t?[]:Rr().slice(0,5).map(o=>({text:o,kind:"recent",detail:c(
"recent_one")}));return{start:e.start,end:e.end,options:[...n,...e.options]}}function xa(e,t){return e!==null&&(e.at??0)<
t.trimEnd().length}function Pa(){let[e,t]=k(Er),[n,o]=k(-1),i=T(null);return{now:e,active:n,setActive:o,look:async(l,u)=>{
i.current?.abort();let d=i.current=new AbortController;if(await new Promise(v=>setTimeout(v,wa)),d.signal.aborted)return;
let f=await _o(l,u,d.signal).catch(()=>null);!f||d.signal.aborted||(nt.value=xa(f.error,l)?f.error:null,t(Sa(f,l)),o(-1))},
close:()=>{i.current?.abort(),t(Er),o(-1)}}}function Ma({text:e,of:t}){let n=t.at??0,o=Math.max(1,(t.end??n+1)-n);return r(
"div",{class:"fault",role:"alert",id:"query-fault",children:[t.at!==null&&r("pre",{"aria-hidden":"true",children:[r("spa\
n",{children:e.slice(0,n)}),r("mark",{children:"^".repeat(o)})]}),r("p",{children:[t.message,t.at!==null&&r("span",{class:"\
unseen",children:[" (",c("error_at",{at:n+1}),")"]})]})]})}function Ca({offer:{options:e},active:t,take:n}){return q(()=>{
document.getElementById(`option-${t}`)?.scrollIntoView({block:"nearest"})},[t]),r("ul",{class:"options",id:"query-option\
s",role:"listbox","aria-label":c("query"),children:e.map((o,i)=>r("li",{id:`option-${i}`,role:"option","aria-selected":i===
t,onPointerDown:s=>{s.preventDefault(),n(i)},children:[r("i",{class:`kind kind-${o.kind}`,"aria-hidden":"true",children:o.
kind[0]}),r("span",{class:"option-text",children:o.text}),r("span",{class:"option-detail",children:o.detail})]},`${o.kind}\
 ${o.text}`))})}function Lr(){let e=T(null),[t,n]=k(h.value.q),{now:o,active:i,setActive:s,look:a,close:l}=Pa();q(()=>{n(
h.value.q),nt.value=null},[h.value.q]);let u=(m=t)=>{l(),ka(m.trim()),nt.value=null,y({q:m.trim()})},d=(m,w)=>{n(m),a(m,
w)},f=m=>{let w=o.options[m];if(!w)return;if(w.kind==="recent")return n(w.text),u(w.text);let g=t.slice(0,o.start)+w.text+
t.slice(o.end),P=o.start+w.text.length;d(g,P),requestAnimationFrame(()=>e.current?.setSelectionRange(P,P))},v=m=>{let w=o.
options.length-1;if(m.key==="ArrowDown")return _(m,o.options.length?Math.min(i+1,w):-1);if(m.key==="ArrowUp"&&i>=0)return _(
m,i-1);if(m.key==="Enter")return p(m);if(m.key==="Tab"&&i>=0)return m.preventDefault(),f(i);m.key==="Escape"&&(m.stopPropagation(),
o.options.length?l():e.current?.blur())},_=(m,w)=>{m.preventDefault(),o.options.length?s(w):a(t,e.current?.selectionStart??
t.length)},p=m=>{m.preventDefault(),i>=0?f(i):u()},b=nt.value??we.value,x=o.options.length>0;return r("form",{class:"que\
ry",role:"search",onSubmit:m=>{m.preventDefault(),u()},children:[r("div",{class:b?"box wrong":"box",children:[r(L,{name:"\
search"}),r("input",{ref:e,id:"query",type:"text",role:"combobox",autoComplete:"off",autoCapitalize:"off",spellcheck:!1,
maxLength:4096,"aria-label":c("query_help"),"aria-expanded":x,"aria-controls":"query-options","aria-autocomplete":"list",
"aria-activedescendant":i>=0?`option-${i}`:void 0,"aria-invalid":b!==null,"aria-describedby":b?"query-fault":void 0,placeholder:c(
"query_placeholder"),value:t,onKeyDown:v,onBlur:l,onInput:m=>d(m.currentTarget.value,m.currentTarget.selectionStart??0),
onClick:m=>{a(t,m.currentTarget.selectionStart??0)}}),t&&r("button",{type:"button",class:"quiet","aria-label":c("query_c\
lear"),title:c("query_clear"),onClick:()=>{n(""),u("")},children:r(L,{name:"close"})})]}),x&&r(Ca,{offer:o,active:i,take:f}),
b&&!x&&r(Ma,{text:nt.value?t:h.value.q,of:b})]})}function Ea(){let e=h.value,t=(R.value?.dashboards??[]).map(o=>({to:{view:"dashboard",dashboard:o.name},label:o.title,on:o===
te.value})),n=(o,i)=>({to:{view:o},label:c(o),on:e.view===o,badge:i});return[...t,n("events"),n("faults",$.value?.faults),
n("alerts",$.value?.firing)]}function Ta({tab:e}){let t={...h.value,...e.to},n=i=>{i.ctrlKey||i.metaKey||i.shiftKey||(i.
preventDefault(),y(e.to),scrollTo({top:0}))},o=T(null);return q(()=>{e.on&&o.current?.scrollIntoView({block:"nearest",inline:"\
nearest"})},[e.on]),r("a",{ref:o,href:Ye(t),"aria-current":e.on?"page":void 0,onClick:n,children:[e.label,!!e.badge&&r("\
span",{class:"count",children:e.badge})]})}function Ra(){let e=$.value;if(E)return r("span",{class:"status",children:c("\
report",{at:U(E.made_at)})});let t=$e.value==="lost"?"lost":V.value?"paused":"live",n=e?c("store",{events:ue(e.events),jobs:ue(
e.jobs),size:je(e.store_bytes)}):"",o=e?.last?c("newest_event",{ago:ne(e.last,Date.parse(e.now))}):"";return r("div",{class:`\
status ${t}`,children:[r("span",{class:"store",title:o,children:n}),r("span",{role:"status",children:[r("i",{class:"dot",
"aria-hidden":"true"}),c(t)]}),r("button",{type:"button",class:"quiet","aria-pressed":V.value,"aria-label":V.value?c("re\
sume"):c("pause"),title:`${V.value?c("resume"):c("pause")} (p)`,onClick:()=>V.value=!V.value,children:r(L,{name:V.value?
"play":"pause"})})]})}function Pn({of:e,label:t,options:n}){return r("fieldset",{children:[r("legend",{children:c(t)}),r(
"div",{class:"switch",children:n.map(([o,i])=>r("button",{type:"button","aria-pressed":I.value[e]===o,onClick:()=>Ze({[e]:o}),
children:i},o))})]})}function La(){return r(re,{class:"quiet",name:c("settings"),title:c("settings"),label:r(L,{name:"ge\
ar"}),children:()=>r("div",{class:"settings",children:[r(Pn,{of:"theme",label:"theme",options:[["auto",c("auto")],["ligh\
t",c("light")],["dark",c("dark")]]}),r(Pn,{of:"language",label:"language",options:[["auto",c("auto")],["en","English"],[
"zh","中文"]]}),r(Pn,{of:"times",label:"times",options:[["local",c("local_time")],["utc",c("utc")]]})]})})}function $r(){
let e=R.value;return r("header",{class:"top",children:[r("a",{class:"skip",href:"#main",children:c("main")}),r("a",{class:"\
brand",href:location.pathname,onClick:t=>{t.preventDefault(),y({view:"dashboard",dashboard:""})},title:`logloom ${e?.logloom??
""} · ${e?.name??""} ${e?.version??""}`,children:[r("svg",{viewBox:"0 0 16 16",width:"18",height:"18","aria-hidden":"tr\
ue",children:[r("path",{d:"M2 4h12M2 8h12M2 12h8"}),r("path",{class:"warp",d:"M5 2v12M11 2v8"})]}),"logloom"]}),r("nav",
{"aria-label":c("dashboards"),children:Ea().map(t=>r(Ta,{tab:t},t.label))}),r(Ra,{}),r(La,{}),r("button",{type:"button",
class:"quiet","aria-label":c("help"),title:`${c("help")} (?)`,onClick:()=>Pe.value=!0,children:r(L,{name:"help"})})]})}function $a(){
let[e,t]=k(!1),n=()=>{Pt(location.href).then(()=>{t(!0),setTimeout(()=>t(!1),1500)})},o=e?c("copied"):c("copy_link");return r(
"button",{type:"button",class:"button link-button",onClick:n,title:o,"aria-label":o,children:e?"✓":r(L,{name:"link"})})}
function Oa(){let e=te.value,t=e?e.controls:[...new Set((R.value?.dashboards??[]).flatMap(o=>o.controls))].slice(0,4),n=Object.
keys(h.value.picks).filter(o=>!t.includes(o));return[...t,...n]}function Or(){let{view:e,q:t,picks:n}=h.value;if(E||e===
"faults"||e==="alerts")return null;let o=t!==""||Object.keys(n).length>0;return r("div",{class:et.value?"filters-bar bus\
y":"filters-bar",children:[r("div",{class:"filters-row",children:[r(Lr,{}),r(Mr,{}),r($a,{})]}),r("div",{class:"filters-\
row",role:"group","aria-label":c("filters"),children:[Oa().map(i=>r(Cr,{field:i},i)),o&&r("button",{type:"button",class:"\
link",onClick:()=>y({q:"",picks:{}}),children:c("clear_all")})]})]})}function Da(e,t){let[n,o]=k(!1);return q(()=>{if(!e){
o(!1);return}let i=setTimeout(()=>o(!0),t);return()=>clearTimeout(i)},[e]),n}function Dr(){let e=Da($e.value==="lost",2e3),
t=$.value?.problems??[],n=$.value?.behind_bytes??0;return r("div",{class:"problems","aria-live":"polite",children:[e&&r(
"p",{class:"error",children:[r(L,{name:"warn"}),c("lost_how")]}),t.map(o=>r("p",{class:"error",children:[r(L,{name:"warn"}),
o]},o)),n>1e6&&r("p",{class:"hint",children:c("behind",{size:je(n)})})]})}var Aa=[["/","help_query"],["1 – 9","help_ta\
bs"],["j  k","help_events"],["Enter","help_expand"],["p","help_pause"],["t","help_theme"],["?","help_help"],["Esc","help\
_close"]];function Ar(){let e=T(null);return q(()=>{Pe.value?e.current?.showModal():e.current?.close()},[Pe.value]),r("d\
ialog",{ref:e,class:"help","aria-labelledby":"help-title",onClose:()=>Pe.value=!1,onClick:t=>t.target===e.current&&e.current?.
close(),children:[r("header",{children:[r("h2",{id:"help-title",children:c("about_shortcuts")}),r("button",{type:"button",
class:"quiet","aria-label":c("close"),onClick:()=>Pe.value=!1,children:r(L,{name:"close"})})]}),r("dl",{children:Aa.map(
([t,n])=>r("div",{children:[r("dt",{children:r("kbd",{children:t})}),r("dd",{children:c(n)})]},t))}),r("p",{children:c("\
query_help")}),r("p",{children:c("drag_to_zoom")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:I.
value.keys,onChange:()=>Ze({keys:!I.value.keys})}),c("keys_on")]})]})}function Na(){let{view:e}=h.value;return e==="events"?r(gr,{}):e==="faults"?r(yr,{}):e==="alerts"?r(Uo,{}):r(vr,{})}function qa(){
let{q:e,picks:t,from:n,to:o}=h.value;if(!E)return null;let s=[...[e,...Object.entries(t).map(([a,l])=>`${a}: ${l.join(",\
 ")}`)],n==="all"?"":qt(n,o)].filter(Boolean).join(" · ");return s?r("p",{children:r("code",{children:s})}):null}function Fa(){
let e=gt(`?${kt.value}`),t=[e.q,...Object.values(e.picks).flat()].filter(Boolean).join(", ")||c("all");return r("p",{class:"\
unseen",role:"status",children:kt.value&&c("updated",{asked:t,time:qt(e.from,e.to)})})}function ja(){let e=te.value,t=h.
value.view!=="dashboard";return r("div",{class:"title",children:[r("h1",{children:t?c(h.value.view):e?.title}),!t&&e?.description&&
r("p",{children:e.description}),r(qa,{})]})}function Ia(){return R.value?r(M,{children:[r($r,{}),r(Or,{}),r(Dr,{}),r("ma\
in",{id:"main",tabIndex:-1,children:[r(ja,{}),r(Fa,{}),r(Na,{})]}),r(Ar,{}),r(ar,{})]}):r("div",{class:"skeleton"})}H(()=>{
let e=h.value.view,t=e==="dashboard"?te.value?.title:c(e);document.title=t?`${t} · logloom`:"logloom"});In(r(Ia,{}),document.
getElementById("page"));kr();No().catch(e=>{document.getElementById("page").textContent=String(e instanceof Error?e.message:
e)});})();
