/* Made from web/ by `make page`. Licences of what it holds: licences.txt. */
"use strict";(()=>{var S,hn,Lt,ue,Tt,rt,_n,nt,vn,Rt,$t,cr,qe=Symbol.for("pv"),it={},st=[],fr=/^m(i|n|o|s|text|space)$/,Dt=Array.isArray,Ot=st.
slice,ve=Object.assign;function _e(e){e&&e.parentNode&&e.remove()}function gn(e,t,n){var o,i,s,l={},a=arguments.length;for(s in t)
s=="key"?o=t[s]:s=="ref"&&typeof e!="function"?i=t[s]:l[s]=t[s];return a>2&&(l.children=a>3?Ot.call(arguments,2):n),Ne(e,
l,o,i,null)}function Ne(e,t,n,o,i){var s={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:qe,__v:i||
++hn,__i:-1,__u:0};return!i&&S.vnode&&S.vnode(s),s}function x(e){return e.children}function Se(e,t){this.props=e,this.context=t,this.__g=0}function ce(e,t){if(t==null)return e.
__&&ce(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||
e.props.__P?null:ce(e)}function dr(e){var t,n=e.__v,o=n.__e,i=[],s=[],l=e.__P;l&&((t=ve({constructor:qe},n)).__v=n.__v+1,
S.vnode&&S.vnode(t),At(l,t,n,e.__n,l.namespaceURI,32&n.__u?[o]:null,i,o||ce(n),32&n.__u,s),t.__v=n.__v,t.__.__k[t.__i]=t,
xn(i,t,s),n.__=n.__e=null,t.__e!=o&&bn(t))}function bn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),bn(e)}function pn(e){(8&e.__g||(e.__g|=8,ue.push(e),rt++))&&Tt==S.debounceRendering||
((Tt=S.debounceRendering)||queueMicrotask)(yn)}function yn(){try{for(var e,t=1;ue.length;)ue.length>t&&ue.sort(_n),e=ue.
shift(),t=ue.length,8&e.__g&&dr(e)}finally{(rt=ue.length)&&(Tt||queueMicrotask)(yn)}}function wn(e,t,n,o,i,s,l,a,c,p,f){
var m,v,d,g,$,h,b=o.__k||st,k=t.length;for(c=pr(n,t,b,c,k),m=0;m<k;m++)(d=n.__k[m])!=null&&(v=~d.__i&&b[d.__i]||it,d.__i=
m,h=At(e,d,v,i,s,l,a,c,p,f),g=d.__e,(v.ref!=d.ref||8&v.__u)&&(v.ref&&Nt(v.ref,null,d,v),d.ref&&f.push(d.ref,d.__c||g,d)),
$=$||g,4&d.__u?(c=kn(d,c,e,!v.__v),v.__e&&(v.__e=null)):typeof d.type=="function"&&h!==void 0?c=h:g&&(c=g.nextSibling),d.
__u&=-21);return n.__e=$,c}function pr(e,t,n,o,i){var s,l,a,c,p,f,m,v,d,g=n.length,$=g,h=0,b=0,k=e.__k=Array(i);for(s=0;s<
i;s++)(l=t[s])!=null&&typeof l!="boolean"&&typeof l!="function"?(typeof l!="object"||l.constructor===String?l=k[s]=Ne(null,
l):Dt(l)?l=k[s]=Ne(x,{children:l}):l.constructor===qe&&l.__b?l=k[s]=Ne(l.type,l.props,l.key,l.ref,l.__v):k[s]=l,c=s+h,l.
__=e,l.__b=e.__b+1,a=null,~(p=l.__i=mr(l,n,c,$))&&($--,(a=n[p])&&(a.__u|=2)),a&&a.__v?(l.__u|=16,p==c-1?h--:p==c+1?h++:p!=
c&&(p>c?h--:h++,b=1)):(~p||(i>g?h--:i<g&&h++),typeof l.type!="function"&&(l.__u|=4))):k[s]=null;if(b){for(f=[],m=[],s=0;s<
i;s++)if((l=k[s])&&16&l.__u){for(h=0,v=f.length;h<v;)f[d=h+v>>1]<l.__i?h=d+1:v=d;f[h]=l.__i,m[s]=h+1}for(h=f.length;s--;)
m[s]&&(m[s]==h?h--:k[s].__u|=4)}if($)for(s=0;s<g;s++)!(a=n[s])||2&a.__u||(a.__e==o&&(o=ce(a)),qt(a,a));return o}function kn(e,t,n,o){
var i,s,l,a;if(typeof e.type=="function"){if(e.props.__P)return t;if(i=e.__k)for(s=0;s<i.length;s++)i[s]&&(i[s].__=e,t=kn(
i[s],t,n,!1));return t}for(t&&!t.parentNode&&(t=ce(e))&&!t.parentNode&&(t=null),l=e.__e,a=t;a&&a.nodeType==8;)a=a.nextSibling;
for(l!=a&&(!o&&n.moveBefore&&l.parentNode?n.moveBefore(l,t):n.insertBefore(l,t||null)),t=l;(t=t&&t.nextSibling)&&t.nodeType==
8&&!t.data.startsWith("$s"););return t}function mr(e,t,n,o){var i,s=e.key,l=e.type,a=t[n],c=a&&!(2&a.__u);if(a===null&&s==null||c&&s==a.key&&l==a.type)return n;
if(o>(c?1:0)){for(i=n-1;i>=0;i--)if((a=t[i])&&!(2&a.__u)&&s==a.key&&l==a.type)return i;for(i=n+1;i<t.length;i++)if((a=t[i])&&
!(2&a.__u)&&s==a.key&&l==a.type)return i}return-1}function mn(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}
function tt(e,t,n,o,i){var s,l;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||mn(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||mn(e.style,t,n[t])}else if(t[0]=="o"&&
t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(l=$t[t]||($t[t]=
hr(t)),(e.__a||(e.__a={}))[t]=Rt,s=t!=(t=t.replace(vn,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(
t,l,s):e.removeEventListener(t,l,s));else{if(i=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="c\
olSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===
!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function hr(e){return function(t){var n=this.
__e;if(n){if(n=n[e],t[nt]==null)t[nt]=Rt++;else if(t[nt]<this.__a[e])return;return n(S.event?S.event(t):t)}}}function At(e,t,n,o,i,s,l,a,c,p){
var f,m,v,d,g,$,h,b,k,C,R,G,Ae,et,me,dn,le,he,re=t.type;if(t.constructor!==qe)return null;128&n.__u&&(c=32&n.__u,f=n.__c.
__z)&&(t.__u|=c,m=s=[],f.nodeType==8?a=ot(f,s):s.push(f),a=s[0]||a),(f=S.__b)&&f(t);e:if(typeof re=="function"){v=l.length;
try{if(b=t.props,k=(f=re.prototype)&&f.render,C=(f=re.contextType)&&o[f.__c],R=f?C?C.props.value:f.__:o,(d=n.__c)?(t.__c=
d,2&d.__g&&(d.__g|=1)):(k?t.__c=d=new re(b,R):(t.__c=d=new Se(b,R),d.constructor=re,d.render=vr),C&&C.sub(d),d.state||(d.
state={}),d.__n=o,d.__g|=8,d.__h=[],d.__k=[]),k&&(d.__s||(d.__s=d.state),re.getDerivedStateFromProps&&(d.__s==d.state&&(d.
__s=ve({},d.__s)),ve(d.__s,re.getDerivedStateFromProps(b,d.__s)))),g=d.props,$=d.state,d.__v=t,n.__c){if(b!==g&&k&&!re.getDerivedStateFromProps&&
d.componentWillReceiveProps&&d.componentWillReceiveProps(b,R),t.__v==n.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&
d.shouldComponentUpdate(b,d.__s,R)===!1){t.__v!=n.__v&&(d.props=b,d.state=d.__s,d.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.
some(function(K){K&&(K.__=t)}),st.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&l.push(d),a=ce(n);break e}d.componentWillUpdate&&
d.componentWillUpdate(b,d.__s,R),k&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(g,$,h)})}else k&&!re.
getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),k&&d.componentDidMount&&d.__h.push(d.componentDidMount);
d.context=R,d.props=b,d.__P=e,d.__g&=-5,G=S.__r,Ae=k?25:0;do d.__g&=-9,G&&G(t),f=d.render(d.props,d.state=d.__s,d.context);while(8&
d.__g&&++Ae<25);k&&(st.push.apply(d.__h,d.__k),d.__k=[]),d.state=d.__s,d.getChildContext&&(o=ve({},o,d.getChildContext())),
k&&n.__c&&d.getSnapshotBeforeUpdate&&(h=d.getSnapshotBeforeUpdate(g,$)),et=f&&f.type===x&&f.key==null?f.props.children:f,
b.__P&&(f=a,i=(e=b.__P).namespaceURI,c=s=null,n.props&&n.props.__P!=e&&(n.__k.some(function(K){K&&qt(K,K)}),n.__k=null),
a=n.__k?ce(n,0):null),a=wn(e,Dt(et)?et:[et],t,n,o,i,s,l,a,c,p),b.__P&&(t.__e=null,a=f),t.__u&=-161,m&&m.some(_e),d.__h.length&&
l.push(d),1&d.__g&&(d.__g&=-4)}catch(K){if(l.length=v,t.__v=null,c||s)if(K&&K.then){if(t.__u|=128|c,s){for(~(le=s.indexOf(
a||void 0))||(le=s.length);(he=s[le-1])&&he.nodeType==8;)le--;for(;le<s.length;le++)if(he=s[le])if(s[le]=null,me){if(he==
dn)break}else{if(he.nodeType!=8)break;he.data.startsWith("$s")&&(dn=ot(me=he))}}if(!me){for(;a&&a.nodeType==8&&a.nextSibling;)
a=a.nextSibling;me=a}(f=ot(me=t.__c.__z||(t.__c.__z=me)))?(t.__e=me,a=f):t.__e=a,a=a&&a.nextSibling}else s&&s.some(_e);else
t.__e=n.__e;t.__k||(t.__k=n.__k||[]),K&&K.then||Sn(t),S.__e(K,t,n)}}else a=t.__e=_r(n.__e,t,n,o,i,s,l,c,p,e);return(f=S.
diffed)&&f(t),a}function ot(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==
8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Sn(e){e&&(e.__c&&
(e.__c.__g|=4),e.__k&&e.__k.some(Sn))}function xn(e,t,n){for(var o=0;o<n.length;)Nt(n[o++],n[o++],n[o++]);S.__c&&S.__c(t,
e),e.some(function(i){try{e=i.__h,i.__h=[],e.some(function(s){s.call(i)})}catch(s){S.__e(s,i.__v)}})}function _r(e,t,n,o,i,s,l,a,c,p){
var f,m,v,d,g,$,h,b,k=n.props||it,C=t.props,R=t.type;if(R=="svg"?i="http://www.w3.org/2000/svg":R=="math"?i="http://www.\
w3.org/1998/Math/MathML":i||(i="http://www.w3.org/1999/xhtml"),s){for(f=0;f<s.length;f++)if((g=s[f])&&(R?g.localName==R:
g.nodeType==3)){e=g,s[f]=null;break}}if(!e){if(b=p.ownerDocument||document,!R)return b.createTextNode(C);e=b.createElementNS(
i,R,C.is?C:p),a&&(S.__m&&S.__m(t,s),a=!1),s=null}if(R){if(p=R=="template"&&e.content||e,s=R=="textarea"&&C.defaultValue!=
null?null:s&&Ot.call(p.childNodes),!a&&s)for(k={},f=0;f<e.attributes.length;f++)k[(g=e.attributes[f]).name]=g.value;for(f in k)
g=k[f],f=="dangerouslySetInnerHTML"?v=g:f=="children"||f in C||f=="value"&&"defaultValue"in C||f=="checked"&&"defaultChe\
cked"in C||tt(e,f,null,g,i);for(f in C)g=C[f],f=="children"?d=g:f=="dangerouslySetInnerHTML"?m=g:f=="value"?$=g:f=="chec\
ked"?h=g:a&&typeof g!="function"||k[f]===g||tt(e,f,g,k[f],i);m?(a||v&&(m.__html==v.__html||m.__html==e.innerHTML)||(e.innerHTML=
m.__html),t.__k=[]):(v&&(e.textContent=""),(R=="foreignObject"||i=="http://www.w3.org/1998/Math/MathML"&&fr.test(R))&&(i=
"http://www.w3.org/1999/xhtml"),wn(p,Dt(d)?d:[d],t,n,o,i,s,l,s?s[0]:n.__k&&ce(n,0),a,c),s&&s.some(_e)),a&&R!="textarea"||
(f="value",R=="progress"&&$==null?e.removeAttribute(f):$==null||$===e[f]&&(R!="progress"||$)||tt(e,f,$,k[f],i),f="checke\
d",h!=null&&h!=e[f]&&tt(e,f,h,k[f],i))}else k===C||a&&e.data==C||(e.data=C);return e}function Nt(e,t,n,o){try{typeof e==
"function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(i){
S.__e(i,n)}}function qt(e,t,n){var o,i,s,l;if(S.unmount&&S.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Nt(o,null,
t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(a){S.__e(a,t)}o.__P=o.__n=null}if(o=e.__k)for(l=
0;l<o.length;l++)o[l]&&qt(o[l],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(i=ot(o,s=[]))&&(o==
e.__e&&s.some(_e),_e(i),_e(o)),n||_e(e.__e),e.__e=e.__c=e.__=null}function vr(e,t,n){return this.constructor(e,n)}function Pn(e,t){
var n,o,i,s;S.__&&S.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=Ne(x,{children:[e]}),
i=[],s=[],At(t,t.__k,o||it,it,t.namespaceURI,o?null:t.firstChild?Ot.call(t.childNodes):null,i,o?o.__e:t.firstChild,n,s),
xn(i,t.__k,s),t.__k.props.children=null}S={__e:function(e,t,n,o){for(var i,s,l;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((l=(s=i.constructor)&&s.getDerivedStateFromError)&&
i.setState(s.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,o||{}),l=1),l&&8&i.__g)return void(i.
__g|=2)}catch(a){e=a}}throw rt=0,e}},hn=0,Lt=function(e){return e!=null&&e.constructor===qe},Se.prototype.setState=function(e,t){
var n=this.__s;n&&n!=this.state||(n=this.__s=ve({},this.state)),typeof e=="function"&&(e=e(ve({},n),this.props)),e&&(ve(
n,e),this.__v&&(t&&this.__k.push(t),pn(this)))},Se.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.
push(e),pn(this))},Se.prototype.render=x,ue=[],rt=0,_n=function(e,t){return e.__v.__b-t.__v.__b},nt=Symbol(),vn=/(PointerCapture)$|Capture$/i,
Rt=0,$t={},cr=0;var je,q,It,Cn,jt=Object.is,at=0,An=[],Ft=[],A=S,Mn=A.__b,En=A.__r,Tn=A.diffed,$n=A.__c,Ln=A.unmount,Rn=A.__;function Ht(e,t){
A.__h&&A.__h(q,e,at||t),at=0;var n=q.__H||(q.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function w(e){
return at=1,gr(qn,e)}function gr(e,t,n){var o=Ht(je++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):qn(void 0,t),function(s){var l=(o.
__N||o.__)[0],a=o.t(l,s);jt(l,a)||(o.__N=[a,o.__[1]],o.__c.setState({}))}],o.__c=q,!q.__f)){q.__f=!0;var i=q.shouldComponentUpdate;
q.shouldComponentUpdate=function(s,l,a){var c=this.__H;if(!c)return!0;var p=!1,f=this.props!=s;if(c.__.some(function(v){
v.__N&&(p=!0,jt(v.__[0],v.__N[0])||(f=!0))}),i){var m=i.call(this,s,l,a);return p?m||f:m}return!p||f}}return o.__}function L(e,t){
var n=Ht(je++,3);!A.__s&&Nn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,q.__H.__h.push(n))}function M(e){return at=5,fe(function(){return{current:e}},[])}function fe(e,t){var n=Ht(je++,7);return Nn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function br(){var e;do{for(;e=Ft.shift();)try{Ie(e)}catch(n){A.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=An.shift();){var t=e.
__H;if(e.__P&&t)try{t.__h.some(Ie),t.__h.some(Ut),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Ft.length)}A.__b=function(e){
q=null,Mn&&Mn(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Rn&&Rn(e,t)},A.__r=function(e){En&&En(e),je=
0;var t=(q=e.__c).__H;t&&(It==q?q.__h=[]:(t.__h.some(Ie),t.__h.some(Ut),je=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=
n.__N),n.u=n.__N=void 0})),It=q},A.diffed=function(e){Tn&&Tn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&On(An.push(t)),
t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),It=q=null},A.__c=function(e,t){t.some(function(n){try{n.__h.some(Ie),n.__h=
n.__h.filter(function(o){return!o.__||Ut(o)})}catch(o){n.__h=[function(){throw o}]}}),$n&&$n(e,t)},A.unmount=function(e){
Ln&&Ln(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(i){try{if(i.__P&&i.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||
!n.__c.__P);)n=n.__;n=n&&n.__c}i.__P=n,On(Ft.push(i))}else Ie(i)}catch(s){t=s}}),o.__H=void 0,t&&A.__e(t,o.__v))};var Dn=typeof requestAnimationFrame==
"function";function yr(e){var t,n=function(){clearTimeout(o),Dn&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);
Dn&&(t=requestAnimationFrame(n))}function On(e){e!=1&&Cn==A.requestAnimationFrame||((Cn=A.requestAnimationFrame)||yr)(br)}
function Ie(e){var t=q,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),q=t}function Ut(e){var t=q;e.__c=e.__(),q=t}function Nn(e,t){
return!e||e.length!=t.length||t.some(function(n,o){return!jt(n,e[o])})}function qn(e,t){return typeof t=="function"?t(e):
t}var wr=Symbol.for("preact-signals");function ft(){if(ie>1)ie--;else{var e,t=!1;for((function(){var i=ut;for(ut=void 0;i!==
void 0;){var s=i.S;if(s.v===i.v)for(var l=s.t;l!==void 0;l=l.x)l.i===i.i&&(l.i=s.i);i=i.o}})();Ue!==void 0;){var n=Ue;for(Ue=
void 0,lt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&jn(n))try{n.c()}catch(i){t||(e=i,t=!0)}n=o}}if(lt=0,ie--,
t)throw e}}function xe(e){if(ie>0)return e();Vt=++kr,ie++;try{return e()}finally{ft()}}var Fe,D=void 0;function He(e){var t=D,
n=Fe;D=void 0,Fe=void 0;try{return e()}finally{D=t,Fe=n}}var Ue=void 0,ie=0,lt=0,kr=0,Vt=0,ut=void 0,ct=0;function In(e){
if(D!==void 0){var t=e.n;if(t===void 0||t.t!==D)return t={i:0,S:e,p:D.s,n:void 0,t:D,e:void 0,x:void 0,r:t},D.s!==void 0&&
(D.s.n=t),D.s=t,e.n=t,32&D.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=D.
s,t.n=void 0,D.s.n=t,D.s=t),t}}function I(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}I.prototype.brand=wr;I.prototype.h=function(){return!0};I.prototype.S=function(e){
var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:He(function(){var o;(o=t.W)==null||o.call(t)}))};
I.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=
n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&He(function(){var i;(i=t.Z)==null||i.call(t)}))}};I.prototype.subscribe=
function(e){var t=this;return U(function(){var n=t.value;He(function(){return e(n)})},{name:"sub"})};I.prototype.valueOf=
function(){return this.value};I.prototype.toString=function(){return this.value+""};I.prototype.toJSON=function(){return this.
value};I.prototype.peek=function(){var e=this;return He(function(){return e.value})};Object.defineProperty(I.prototype,"\
value",{get:function(){var e=In(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(lt>100)throw new Error(
"Cycle detected");(function(n){ie!==0&&lt===0&&n.l!==Vt&&(n.l=Vt,ut={S:n,v:n.v,i:n.i,o:ut})})(this),this.v=e,this.i++,ct++,
ie++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{ft()}}}});function P(e,t){return new I(e,t)}function jn(e){for(var t=e.
s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Fn(e){for(var t=e.s;t!==void 0;t=t.n){
var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Un(e){for(var t=e.s,n=void 0;t!==
void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),
t=o}e.s=n}function ge(e,t){I.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ct-1,this.f=4}ge.prototype=new I;ge.prototype.
h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ct))return!0;if(this.g=ct,this.f|=
1,this.i>0&&!jn(this))return this.f&=-2,!0;var e=D;try{Fn(this),D=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&
(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return D=e,Un(this),this.f&=-2,!0};ge.prototype.S=
function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}I.prototype.S.call(this,e)};ge.prototype.
U=function(e){if(this.t!==void 0&&(I.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=
t.n)t.S.U(t)}};ge.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(
ge.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=In(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new ge(e,t)}function Hn(e){var t=e.j;if(e.j=
void 0,typeof t=="function"){ie++;var n=D;D=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,zt(e),o}finally{D=n,ft()}}}function zt(e){
for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Hn(e)}function Sr(e){if(D!==this)throw new Error("Out-of-o\
rder effect");Un(this),D=e,this.f&=-2;try{8&this.f&&zt(this)}finally{ft()}}function Pe(e,t){this.x=e,this.j=void 0,this.
s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Fe&&Fe.push(this)}Pe.prototype.c=function(){var e=this.S();try{if(8&this.
f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Pe.prototype.S=function(){if(1&this.
f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,Hn(this),Fn(this),ie++;var e=D;return D=this,Sr.bind(this,e)};Pe.
prototype.N=function(){2&this.f||(this.f|=2,this.u=Ue,Ue=this)};Pe.prototype.d=function(){this.f|=8,1&this.f||zt(this)};
Pe.prototype.dispose=function(){this.d()};function U(e,t){var n=new Pe(e,t);try{n.c()}catch(i){throw n.d(),i}var o=n.d.bind(
n);return o[Symbol.dispose]=o,o}var Bt,ze,dt,xr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Vn=[],zn=[];U(function(){Bt=this.N})();function Ce(e,t){
S[e]=t.bind(null,S[e]||function(){})}function Ve(e){if(dt){var t=dt;dt=void 0,t()}dt=e&&e.S()}function Bn(e){var t=this,
n=e.data,o=Cr(n);o.name="ReactiveDom",o.value=n;var i=fe(function(){for(var a=t,c=t.__v;c=c.__;)if(c.__c){c.__c.__$f|=4;
break}var p=ee(function(){var d=o.value.value;return d===0?0:d===!0?"":d||""}),f=ee(function(){return!Array.isArray(p.value)&&
!Lt(p.value)}),m=U(function(){if(this.N=Wn,f.value){var d=p.value;a.__v&&a.__v.__e&&a.__v.__e.nodeType===3&&(a.__v.__e.data=
d)}}),v=t.__$u.d;return t.__$u.d=function(){m(),v.call(this)},[f,p]},[]),s=i[0],l=i[1];return s.value?l.peek():l.value}Bn.
displayName="ReactiveTextNode";Object.defineProperties(I.prototype,{constructor:{configurable:!0,value:gn(x,null).constructor},
type:{configurable:!0,value:Bn},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},
__b:{configurable:!0,value:1}});Ce("__b",function(e,t){if(Ve(),ze=void 0,typeof t.type=="string"){var n,o=t.props;for(var i in o)
if(i!=="children"){var s=o[i];s instanceof I&&(n||(t.__np=n={}),n[i]=s,o[i]=s.peek())}}e(t)});Ce("__r",function(e,t){if(e(
t),t.type!==x){Ve();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(i,s){var l;return U(function(){
l=this},{name:s}),l.c=i,l})((function(i){return function(){var s;xr&&((s=this.y)==null||s.call(this)),i.__$f|=1,i.setState(
{})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),ze=o,Ve(n)}});Ce("__e",function(e,t,n,o){Ve(),
ze=void 0,e(t,n,o)});Ce("diffed",function(e,t){Ve(),ze=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,
i=t.props,s=n.U;if(s)for(var l in s){var a=s[l];a===void 0||o&&l in o||(a.d(),s[l]=void 0)}if(o){s||(s={},n.U=s);for(var c in o){
var p=s[c],f=o[c];p===void 0?(p=Pr(n,c,f,i),s[c]=p):p.o(f,i)}}}e(t)});function Pr(e,t,n,o){var i=t in e&&e.ownerSVGElement===
void 0,s=P(n);return{o:function(l,a){s.value=l,o=a},d:U(function(){this.N=Wn;var l=s.value.value;o[t]!==l&&(o[t]=l,i?e[t]=
l:l!=null&&(l!==!1||t[4]==="-")?e.setAttribute(t,l):e.removeAttribute(t))})}}Ce("unmount",function(e,t){if(typeof t.type==
"string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var i in o){var s=o[i];s&&s.d()}}}var l=t.__np;if(l){var a=t.
props;for(var c in l)a[c]=l[c]}t.__np=void 0}else{var p=t.__c;if(p){p.__$f|=8;var f=p.__$u;f&&(p.__$u=void 0,f.d())}}e(t)});
Ce("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Se.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;
var n=this.__$u,o=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var s=2&this.
__$f;if(!(o||s||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var l in e)if(l!==
"__source"&&e[l]!==this.props[l])return!0;for(var a in this.props)if(!(a in e))return!0;return!1};function Cr(e,t){return fe(
function(){return P(e,t)},[])}var Mr=typeof requestAnimationFrame>"u"?setTimeout:function(e){var t=function(){clearTimeout(n),cancelAnimationFrame(o),
e()},n=setTimeout(t,35),o=requestAnimationFrame(t)},Er=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Tr(){
xe(function(){for(var e;e=Vn.shift();)Bt.call(e)})}function $r(){Vn.push(this)===1&&(S.requestAnimationFrame||Mr)(Tr)}function Lr(){
xe(function(){for(var e;e=zn.shift();)Bt.call(e)})}function Wn(){zn.push(this)===1&&(S.requestAnimationFrame||Er)(Lr)}function pt(e,t){
var n=M(e);n.current=e;var o=ze;L(function(){return U(function(){if(this.N=$r,!(o&&8&o.__$f))return n.current()},t)},[])}var de=class extends Error{constructor(n){super(n.message);this.problem=n}problem};function Rr(){let e=document.getElementById(
"logloom-report")?.textContent;return e?JSON.parse(e):null}var H=Rr();async function Gn(e,t){let n=await fetch(e,{signal:t??
null,headers:{accept:"application/json"}});if(n.ok)return n;let o=await n.json().catch(()=>null);throw new de(o?.error??
{message:`${n.status} ${n.statusText}`,at:null,end:null})}async function Me(e,t){return(await Gn(e,t)).json()}async function*Dr(e){
let t=e.body.pipeThrough(new TextDecoderStream).getReader(),n="";for(let o=await t.read();!o.done;o=await t.read()){let i=(n+
o.value).split(`
`);n=i.pop()??"",yield*i}n&&(yield n)}function Kn(){return H?Promise.resolve(H.schema):Me("api/schema")}async function*Jn(e,t,n){
if(H){yield*H.panels[e]??[];return}let o=await Gn(`api/panels?dashboard=${encodeURIComponent(e)}&${t}`,n);for await(let i of Dr(
o))i&&(yield JSON.parse(i))}function Be(e,t,n){if(H){let i=t.panel??(t.invalid?"invalid":"");return Promise.resolve(H.events[i]??
{total:0,events:[],next:null})}let o=new URLSearchParams(e);return t.panel&&o.set("panel",t.panel),t.invalid&&o.set("inv\
alid","1"),t.before&&o.set("before",t.before),o.set("limit",String(t.limit??100)),Me(`api/events?${o}`,n)}function Yn(e,t,n,o){
let i=new URLSearchParams(n);return i.set("field",e),i.set("prefix",t),Me(`api/values?${i}`,o)}function Zn(e,t,n){return Me(
`api/complete?${new URLSearchParams({text:e,at:String(t)})}`,n)}function Xn(){return H?Promise.resolve(H.alerts):Me("api\
/alerts")}function Qn(){return H?Promise.resolve(H.faults):Me("api/faults")}function eo(e,t){if(H)return e(H.state),()=>{};
let n=new EventSource("api/live");return n.addEventListener("state",o=>e(JSON.parse(o.data))),n.onopen=()=>t("open"),n.onerror=
()=>t("lost"),()=>n.close()}function to(e){return"range"in e}var Or=["events","faults","alerts"],Ar=new Set(["dashboard","from","to","q","align","view","columns","invalid","token"]),
Ee={view:"dashboard",dashboard:"",from:"all",to:"now",q:"",align:!1,picks:{},columns:[],invalid:!1};function no(e){let t=new URLSearchParams(
e),n=t.get("view")??"",o={};for(let[i,s]of t)Ar.has(i)||(o[i]??=[]).push(s);return{view:Or.includes(n)?n:"dashboard",dashboard:t.
get("dashboard")??"",from:t.get("from")??Ee.from,to:t.get("to")??Ee.to,q:t.get("q")??"",align:t.get("align")==="start",picks:o,
columns:t.get("columns")?.split(",").filter(Boolean)??[],invalid:t.get("invalid")==="1"}}function Y(e){let t=new URLSearchParams;
t.set("from",e.from),e.from!=="all"&&t.set("to",e.to),e.q&&t.set("q",e.q),e.align&&t.set("align","start");for(let[n,o]of Object.
entries(e.picks))for(let i of o)t.append(n,i);return t}function We(e){let t=Y(e);e.from===Ee.from&&t.delete("from"),e.to===
Ee.to&&t.delete("to"),e.view!=="dashboard"?t.set("view",e.view):e.dashboard&&t.set("dashboard",e.dashboard),e.view==="ev\
ents"&&e.columns.length&&t.set("columns",e.columns.join(",")),e.view==="events"&&e.invalid&&t.set("invalid","1");let n=t.
toString();return n?`?${n}`:location.pathname}var _=P(no(location.search));function y(e,{replace:t=!1}={}){let n={..._.value,
...e};We(n)!==We(_.value)&&(history[t?"replaceState":"pushState"](null,"",We(n)),_.value=n)}function mt(e,t){let n={..._.
value.picks,[e]:t};return t.length||delete n[e],{picks:n}}addEventListener("popstate",()=>{_.value=no(location.search)});var oo={Overview:"总览","Is anything wrong, and where? Begin here; a click on a job opens it.":"哪里出了问题？从这里开始，点击任务可打开它。",
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
"Unparsed lines":"无法解析的行","What the doctor found":"doctor 的发现"};var ro={about_shortcuts:"Keyboard shortcuts",ago:"{time} ago",alerts:"Alerts",alerts_checked:"Checked {ago}",alerts_none:"\
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
imes",unknown_dashboard:"This schema has no such dashboard.",until_now:"now",utc:"UTC",value:"Value",violations:"Breaks \
the schema",waiting:"Waiting",zoom_out:"Zoom out"};var io={about_shortcuts:"键盘快捷键",ago:"{time}前",alerts:"告警",alerts_checked:"{ago}检查",alerts_none:"此 sc\
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
time_range:"时间范围",times:"时区",unknown_dashboard:"此 schema 没有这个仪表板。",until_now:"现在",utc:"\
UTC",value:"值",violations:"违反 schema",waiting:"等待发送",zoom_out:"缩小"};var ao="logloom",so={theme:"auto",language:"auto",times:"local",keys:!0};function Nr(){try{return{...so,...JSON.parse(localStorage.
getItem(ao)??"{}")}}catch{return so}}var j=P(Nr());function Ge(e){j.value={...j.value,...e};try{localStorage.setItem(ao,
JSON.stringify(j.value))}catch{}}var lo=matchMedia("(prefers-color-scheme: dark)"),Z=P("light");function uo(){let e=j.value.
theme;Z.value=e==="auto"?lo.matches?"dark":"light":e}lo.addEventListener("change",uo);U(uo);U(()=>{document.documentElement.
dataset.theme=Z.value});var qr={en:ro,zh:io},X=ee(()=>{let e=j.value.language;return e!=="auto"?e:navigator.language.toLowerCase().startsWith("z\
h")?"zh":"en"});U(()=>{document.documentElement.lang=X.value==="zh"?"zh-CN":"en"});function u(e,t={}){return qr[X.value][e].
replace(/\{(\w+)\}/g,(n,o)=>String(t[o]??n))}function ht(e){return X.value==="zh"?oo[e]??e:e}function Wt(e){return e[X.value]??
e.en??Object.values(e)[0]??""}function Ir(e){let t=e.dashboards.map(n=>({...n,title:ht(n.title),description:ht(n.description),panels:n.panels.map(o=>({
...o,title:ht(o.title)}))}));return{...e,dashboards:t}}var Kt=P(null),E=ee(()=>Kt.value?Ir(Kt.value):null),O=P(null),Te=P(
"open"),V=P(!1),se=P(null),be=P(null),_t=P(!1),J=P(0),te=ee(()=>{let e=E.value?.dashboards??[],{view:t,dashboard:n}=_.value;
return t!=="dashboard"?null:n?e.find(o=>o.name===n)??null:e[0]??null}),Je=ee(()=>Y(_.value).toString()),jr={rows:null,error:null,
ms:0},Jt=new Map;function Ye(e,t){let n=`${e.name}.${t.index}`,o=Jt.get(n);return o||Jt.set(n,o=P(jr)),o}function co(e,t){
let n=e.peek();n.error===t.error&&JSON.stringify(n.rows)===JSON.stringify(t.rows)||(e.value=t)}function Fr(e,t){if(to(t)){
se.value=t.range;return}let n=e.panels[t.panel];if(!n)return;let o=Ye(e,n);"error"in t?co(o,{...o.peek(),error:t.error}):
co(o,{rows:t.rows,error:null,ms:t.ms})}var Ur=500,Ke=null,Yt=!1,Gt;async function Hr(e,t){for await(let n of Jn(e.name,Y(
_.peek()),t.signal)){if(t.signal.aborted)return;xe(()=>Fr(e,n))}be.value=null}function Vr(e){e instanceof de?be.value=e.
problem:Te.value="lost"}async function Zt(){Ke?.abort();let e=te.peek();if(!e)return;let t=Ke=new AbortController,n=performance.
now();_t.value=!0,await Hr(e,t).catch(o=>t.signal.aborted||Vr(o)),Ke===t&&(Ke=null,_t.value=!1,Yt&&gt(Math.max(Ur,2*(performance.
now()-n))))}function gt(e){Yt=Ke!==null,!(Yt||Gt!==void 0)&&(Gt=setTimeout(()=>{Gt=void 0,J.value++,Zt()},e))}function fo(){
let{from:e,to:t}=_.peek();return e==="all"||t==="now"||Date.parse(t)>Date.now()}function zr(){J.value++,Zt()}function Br(e){
let t=O.peek();O.value=e,t!==null&&t.version!==e.version&&!V.peek()&&!document.hidden&&fo()&&gt(0)}var vt=null;function po(){
vt?.(),vt=eo(Br,e=>{let t=Te.peek()==="lost";Te.value=e,t&&e==="open"&&zr()})}function Wr(){document.addEventListener("v\
isibilitychange",()=>{if(document.hidden){vt?.(),vt=null;return}po(),!V.peek()&&fo()&&gt(0)})}async function mo(){Kt.value=
await Kn(),po(),Wr();let e=null;U(()=>{let t=te.value;Je.value,t!==e&&Jt.clear(),e=t,Zt()}),U(()=>{!V.value&&O.peek()&&gt(
0)})}function bt(e){return typeof e=="number"||typeof e=="boolean"?String(e):`"${String(e).replace(/(["\\])/g,"\\$1")}"`}function ho(e,t){
let n=e.q.trim();return n?{...e,q:/\bor\b/i.test(n)?`(${n}) and ${t}`:`${n} and ${t}`}:{...e,q:t}}function Xt(e,t,n,o=_.
value){return n?{...o,picks:{...o.picks,[e]:[String(t)]}}:ho(o,`${e}: ${bt(t)}`)}function _o(e,t){return ho(_.value,`not\
 ${e}: ${bt(t)}`)}function Qt(e,t){return(E.value?.dashboards??[]).some(o=>(!t||o.name===t)&&o.controls.includes(e))}function $e(e,t,n){
let o=e.opens&&n>0?[0,n]:[n],i=_.value;for(let s of o){let l=t[s],a=e.by[s];!a||l===null||l===void 0||(i=Xt(a,l,Qt(a,e.opens??
void 0),i))}y(e.opens?{...i,view:"dashboard",dashboard:e.opens}:i),e.opens&&scrollTo({top:0})}function en(e){let{q:t}=_.
value;return{view:"events",q:t&&e.query?`(${t}) and (${e.query})`:t||e.query,columns:e.columns,invalid:e.stream==="inval\
id"}}async function yt(e){try{await navigator.clipboard.writeText(e)}catch{Gr(e)}}function Gr(e){let t=document.createElement(
"textarea");t.value=e,document.body.append(t),t.select(),document.execCommand("copy"),t.remove()}function Kr(e){let t=e==
null?"":String(e),n=typeof e=="string"&&/^[=+\-@\t\r]/.test(t)?`'${t}`:t;return/[",\n]/.test(n)?`"${n.replaceAll('"','""')}\
"`:n}function vo(e,t,n){let o=[t,...n].map(s=>s.map(Kr).join(",")).join(`
`),i=document.createElement("a");i.href=URL.createObjectURL(new Blob([`${o}
`],{type:"text/csv"})),i.download=`${e.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")}.csv`,i.click(),URL.revokeObjectURL(
i.href)}var ye=1e3,Le=60*ye,Re=60*Le,kt=24*Re,De=new Map;function tn(e){let t=`${X.value} ${JSON.stringify(e)}`;return De.has(t)||
De.set(t,new Intl.NumberFormat(X.value,e)),De.get(t)}function wt(e){let t=j.value.times==="utc"?{...e,timeZone:"UTC"}:e,
n=`at ${X.value} ${JSON.stringify(t)}`;return De.has(n)||De.set(n,new Intl.DateTimeFormat(X.value==="zh"?"zh-CN":"en-GB",
t)),De.get(n)}function ae(e){return tn({maximumFractionDigits:0}).format(e)}function we(e){if(Number.isInteger(e)&&Math.
abs(e)<1e15)return ae(e);let t=Math.abs(e);return t!==0&&(t<.001||t>=1e9)?e.toExponential(2).replace("e+","e"):tn({maximumSignificantDigits:t>=
1e3?6:4}).format(e)}function St(e){let t=Math.abs(e);if(t<ye)return`${we(Number(e.toPrecision(3)))} ms`;if(t<Le)return`${we(
Number((e/ye).toPrecision(3)))} s`;let n=(i,s,l)=>`${Math.floor(t/i)}${l[0]} ${String(Math.floor(t%i/s)).padStart(2,"0")}${l[1]}`,
o=t<Re?n(Le,ye,["m","s"]):t<kt?n(Re,Le,["h","m"]):n(kt,Re,["d","h"]);return e<0?`−${o}`:o}function Oe(e){let t=["B","K\
iB","MiB","GiB","TiB"],n=0,o=e;for(;Math.abs(o)>=1024&&n<t.length-1;n++)o/=1024;return`${we(Number(o.toPrecision(3)))} ${t[n]}`}
var go={ratio:e=>tn({style:"percent",maximumFractionDigits:1}).format(e),ms:St,s:e=>St(e*ye),bytes:Oe,celsius:e=>`${we(e)}\
 °C`,watt:e=>`${we(e)} W`,per_second:e=>`${we(e)}/s`};function Q(e,t){return(t&&go[t]?go[t]:we)(e)}var Jr=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
function z(e){return typeof e=="string"&&Jr.test(e)}function N(e,t){return e==null?"–":typeof e=="number"?Q(e,t):z(e)?
`${B(e)}`:String(e)}function B(e,{ms:t=!1}={}){let n=new Date(e),o={hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"\
h23"};t&&Object.assign(o,{fractionalSecondDigits:3});let i=wt({year:"numeric",month:"short",day:"numeric"}),s=wt(o).format(
n);if(i.format(n)===i.format(new Date))return s;let l=n.getFullYear()===new Date().getFullYear();return`${wt({month:"sho\
rt",day:"numeric",...l?{}:{year:"numeric"}}).format(n)} ${s}`}function F(e){return wt({dateStyle:"medium",timeStyle:"lon\
g"}).format(new Date(e))}function ne(e,t){let n=Math.max(0,t-Date.parse(e));return n<2*ye?u("just_now"):u("ago",{time:Yr(
n)})}function Yr(e){let t=n=>({count:Math.floor(e/n)});return e<Le?u("seconds",t(ye)):e<Re?u("minutes",t(Le)):e<2*kt?u("\
hours",t(Re)):u("days",t(kt))}var Zr=Symbol.for("pv"),Xr=0;function r(e,t,n,o,i,s){t||(t={});var l,a,c=t;if("ref"in c&&typeof e!="function")for(a in c={},t)a=="ref"?l=t[a]:c[a]=t[a];
var p={type:e,props:c,key:n,ref:l,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Zr,__v:--Xr,__i:-1,__u:0};return(i||
s)&&(p.__source=i,p.__self=s),S.vnode&&S.vnode(p),p}function Qr(){let[e,t]=w(null);return L(()=>{Xn().then(t,()=>{})},[J.value,O.value?.firing]),e}function nn(){return Date.
parse(O.value?.now??"")||Date.now()}function ei(e){let t=Object.entries(e).filter(([,n])=>n!==null).map(([n,o])=>`${n}: ${bt(
o)}`).join(" and ");y({..._.value,view:"events",q:t,picks:{},from:"all",to:"now"})}function ti({of:e}){let t=Object.keys(
e.key).length>0;return r("li",{class:"firing",children:[r("p",{children:Wt(e.message)}),r("p",{class:"hint",children:[r(
"time",{dateTime:e.at,title:F(e.at),children:ne(e.at,nn())}),e.value!==null&&r(x,{children:[" · ",N(e.value,null),e.reference!==
null&&r(x,{children:[" / ",N(e.reference,null)]})]}),t&&r("button",{type:"button",class:"link",onClick:()=>ei(e.key),children:u(
"open_events")})]})]})}function ni({of:e}){let t=e.firing.length>0;return r("li",{class:t?"alert panel on":"alert panel",
children:[r("header",{children:[r("i",{class:"state","aria-hidden":"true"}),r("h2",{children:Wt(e.title)||e.name}),r("sp\
an",{class:t?"badge bad":"badge",children:t?`${e.firing.length} ${u("firing")}`:u("quiet")})]}),r("p",{class:"rule",children:e.
rule}),t&&r("ul",{children:e.firing.map((n,o)=>r(ti,{of:n},o))}),r("p",{class:"hint",children:[e.notify.length?u("notify",
{routes:e.notify.join(", ")}):u("notify_none")," · ",e.last?r("time",{dateTime:e.last,title:F(e.last),children:u("last_\
fired",{ago:ne(e.last,nn())})}):u("never_fired")]})]})}function bo(){let e=Qr();if(!e)return r("div",{class:"skeleton","\
aria-hidden":"true"});if(!e.alerts.length)return r("p",{class:"nothing",children:u("alerts_none")});let t=[...e.alerts].
sort((n,o)=>o.firing.length-n.firing.length);return r(x,{children:[e.checked_at&&r("p",{class:"hint",children:u("alerts_\
checked",{ago:ne(e.checked_at,nn())})}),r("ul",{class:"alerts",children:t.map(n=>r(ni,{of:n},n.name))})]})}var xt=["#0f6cbd","#d9730d","#0a8f6a","#b4478f","#6b52c8","#2b9ed4","#a57c00","#8a5440"],oi=["#5aa9ef","#f2994a","#3cc79\
c","#e58ac5","#ac96f5","#8bd0f5","#e0c04c","#c99a86"],ri={light:{DEBUG:"#7a8491",INFO:"#2f7fd0",WARN:"#c98500",ERROR:"#d\
1362f",CRITICAL:"#8e24aa"},dark:{DEBUG:"#8c97a4",INFO:"#5aa9ef",WARN:"#f0b429",ERROR:"#f2635c",CRITICAL:"#cf8bea"}};function ii(e){
let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return t>>>0}var yo=new Map,si=2e3;function ai(e,t){
let n=yo.get(e);(!n||n.size>si)&&yo.set(e,n=new Map);let o=n.get(t);if(o!==void 0)return o;let i=/^\d+$/.test(t)?Number(
t):ii(t),s=new Array(xt.length).fill(0);for(let c of n.values())s[c]++;let l=Math.min(...s),a=i%xt.length;for(;s[a]>l;)a=
(a+1)%xt.length;return n.set(t,a),a}function Ze(e,t){let n=Z.value==="dark"?oi:xt;return e===void 0?n[0]:(e==="level"?ri[Z.
value][String(t)]:void 0)??n[ai(e,String(t))]}var li={chevron:"M5 6.5 8 9.5l3-3",close:"M4.5 4.5l7 7M11.5 4.5l-7 7",copy:"M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",dots:"M3\
.5 8h.01M8 8h.01M12.5 8h.01",gear:"M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 2.75v3.5M5.75 9.75v3.5",help:"M5.8 \
6a2.2 2.2 0 1 1 3.4 1.8c-.8.5-1.2.9-1.2 1.8M8 12.2h.01",link:"M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4\
l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.9-.9",minus:"M4 8h8",moon:"M13 9.5A5.5 5.5 0 0 1 6.5 3\
 5.5 5.5 0 1 0 13 9.5z",open:"M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",pause:"M5.5 4v8M10.5 4v8",play:"M5 3.5v9l7\
-4.5z",plus:"M4 8h8M8 4v8",search:"M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",sun:"M8 11a3 3 0 1 0 \
0-6 3 3 0 0 0 0 6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",warn:"M8 2.5\
 14 13H2zM8 6.5v3M8 11.4h.01"};function T({name:e}){return r("svg",{class:"icon",viewBox:"0 0 16 16",width:"16",height:"\
16","aria-hidden":"true",focusable:"false",children:r("path",{d:li[e]})})}function W(e){return typeof e=="object"&&e!==null?JSON.stringify(e):String(e)}function ui(e){let t=e.violations??[];return new Map(
t.map(n=>[n.slice(0,n.lastIndexOf(": ")),n.slice(n.lastIndexOf(": ")+2)]))}var ci=new Set(["_id","extra","violations","s\
tack_trace","unparsed"]);function fi(e){let t=Object.keys(E.value?.fields??{}),n=Object.keys(e).filter(o=>!ci.has(o));return[
...t.filter(o=>n.includes(o)),...n.filter(o=>!t.includes(o))]}function di({field:e,value:t}){let n=Array.isArray(t)?t[0]:
t,o=`${e} ${W(n)}`;return r("span",{class:"filters",children:[r("button",{type:"button",class:"quiet",title:u("filter_in"),
"aria-label":`${u("filter_in")}: ${o}`,onClick:()=>y(Xt(e,n,Qt(e))),children:r(T,{name:"plus"})}),r("button",{type:"butt\
on",class:"quiet",title:u("exclude"),"aria-label":`${u("exclude")}: ${o}`,onClick:()=>y(_o(e,n)),children:r(T,{name:"min\
us"})})]})}function pi({name:e,event:t,controls:n}){let o=t[e],i=E.value?.fields[e],s=n&&i&&i.type!=="text";return r("di\
v",{class:"field",children:[r("dt",{title:i?.description,children:e}),r("dd",{children:[r("span",{class:"value",children:z(
o)?r("span",{title:o,children:F(o)}):r(mi,{value:o,unit:i?.unit??null})}),s&&r(di,{field:e,value:o})]})]})}function mi({
value:e,unit:t}){return typeof e!="number"||!t?r(x,{children:W(e)}):r(x,{children:[N(e,t)," ",r("span",{class:"raw",children:String(
e)})]})}function hi({event:e}){let t=ui(e),n=e.extra??{};return t.size?r("div",{class:"broken",children:[r("h3",{children:[
r(T,{name:"warn"}),u("violations")]}),r("ul",{children:[...t].map(([o,i])=>r("li",{children:[r("b",{children:o})," ",i,o in
n&&r("code",{children:W(n[o])})]},o))})]}):null}function on({title:e,content:t}){return r("div",{class:"block",children:[
r("h3",{children:e}),r("pre",{tabIndex:0,children:t})]})}var wo=6e4;function _i(e){let t=Date.parse(String(e["@timestamp"])),
n=e.job_id;y({..._.value,view:"events",q:"",picks:n?{...Ee.picks,job_id:[String(n)]}:{},from:new Date(t-wo).toISOString(),
to:new Date(t+wo).toISOString()})}function vi({event:e,controls:t}){let[n,o]=w(!1);return r("div",{class:"actions",children:[
r("button",{type:"button",class:"button",onClick:()=>{yt(JSON.stringify(e,null,2)).then(()=>o(!0))},children:[r(T,{name:"\
copy"}),n?u("copied"):u("copy_json")]}),t&&r("button",{type:"button",class:"button",onClick:()=>_i(e),children:u("around")}),
r("code",{class:"id",children:String(e._id??"")})]})}function ko({event:e,controls:t}){let n=e.extra;return r("div",{class:"\
event-detail",children:[r(vi,{event:e,controls:t}),r(hi,{event:e}),r("dl",{class:"fields",children:fi(e).map(o=>r(pi,{name:o,
event:e,controls:t},o))}),typeof e.stack_trace=="string"&&r(on,{title:"stack_trace",content:e.stack_trace}),typeof e.unparsed==
"string"&&r(on,{title:"unparsed",content:e.unparsed}),n&&Object.keys(n).length>0&&r(on,{title:u("extra"),content:JSON.stringify(
n,null,2)})]})}function So(e){return e.panels.filter(t=>t.by[0]==="job_id"&&!t.over_time&&t.show!=="events")}function gi(e,t,n){let o=Ye(
e,t).value.rows??[],i=t.measure==="count"||t.measure==="sum",s=l=>{let a=o.filter(c=>String(c[0])===l).map(c=>c.at(-1));
return i?a.reduce((c,p)=>c+Number(p??0),0):a[0]};return{name:t.title,unit:t.unit,values:n.map(s)}}function bi(e,t){let n=e.
panels.find(a=>a.show==="events"&&a.columns.includes("job_id")),[o,i]=w([]);L(()=>{if(!n||t.length<2)return;let a=new AbortController,
c={panel:`${e.name}.${n.index}`,limit:500};return Be(Y(_.peek()),c,a.signal).then(p=>i(p.events),()=>{}),()=>a.abort()},
[Je.value,J.value,n]);let s=(n?.columns??[]).filter(a=>!["job_id","event","@timestamp","message"].includes(a)),l=(a,c)=>{
let p=o.find(f=>f.job_id===a&&f[c]!==void 0)?.[c];return p===void 0||typeof p!="object"?p:W(p)};return s.map(a=>({name:a,
unit:E.value?.fields[a]?.unit??null,values:t.map(c=>l(c,a))}))}function xo(e){return new Set(e.values.map(t=>t??null)).size>
1}function yi(e,t){let[n,o]=[e.values[0],e.values[t]];if(t===0||typeof n!="number"||typeof o!="number"||!n||n===o)return"";
let i=o/n-1;return`${i>0?"+":"−"}${Q(Math.abs(i),"ratio")}`}function wi({line:e}){return r("tr",{class:xo(e)?"differs":
void 0,children:[r("th",{scope:"row",children:e.name}),e.values.map((t,n)=>r("td",{class:"number",title:t==null?void 0:String(
t),children:[N(t,e.unit)," ",r("span",{class:"change",children:yi(e,n)})]},n))]})}function Po(){let{align:e}=_.value,t=(n,o)=>r(
"button",{type:"button","aria-pressed":e===n,onClick:()=>y({align:n}),children:o});return r("div",{class:"switch",role:"\
group","aria-label":u("axis"),children:[t(!1,u("at_clock")),t(!0,u("at_start"))]})}function ki({of:e,jobs:t}){let[n,o]=w(
!1),i=bi(e,t),l=[...So(e).map(c=>gi(e,c,t)),...i].filter(c=>c.values.some(p=>p!=null)),a=n?l.filter(xo):l;return r("sect\
ion",{class:"panel side","aria-labelledby":"side-by-side",children:[r("header",{children:[r("h2",{id:"side-by-side",children:u(
"compare")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:n,onChange:()=>o(!n)}),u("differences")]}),
r(Po,{})]}),r("div",{class:"scroll",role:"region","aria-labelledby":"side-by-side",tabIndex:0,children:r("table",{class:"\
data",children:[r("thead",{children:r("tr",{children:[r("td",{}),t.map(c=>r("th",{scope:"col",class:"number",children:[r(
"i",{class:"swatch",style:{background:Ze("job_id",c)}}),c]},c))]})}),r("tbody",{children:a.map(c=>r(wi,{line:c},c.name))})]})})]})}
var Si=8;function Co({of:e,jobs:t}){let n=e.panels.some(i=>i.aligned);return So(e).filter(i=>i.show==="bar").length>1?t.
length<2?r("p",{class:"hint",children:u("compare_hint")}):r(ki,{of:e,jobs:t.slice(0,Si)}):n&&t.length>1?r("div",{class:"\
axis-bar",children:r(Po,{})}):null}var xi=["logloom run -- python train.py","logloom view path/to/logs"];function Pi(){return r("section",{class:"empty",children:[
r("h2",{children:u("empty_store")}),r("p",{children:u("empty_store_how")}),r("ul",{children:xi.map(e=>r("li",{children:r(
"code",{children:e})},e))})]})}function Pt(){let e=O.value,t=se.value;return e?!e.events&&!e.invalid?r(Pi,{}):!t||!e.first||
!e.last||_.value.from==="all"||!(Date.parse(e.last)<Date.parse(t.start)||Date.parse(e.first)>=Date.parse(t.end))?null:r(
"section",{class:"empty",children:[r("p",{children:u("empty_range",{first:B(e.first),last:B(e.last)})}),r("button",{type:"\
button",class:"button primary",onClick:()=>y({from:"all",to:"now"}),children:u("all_time")})]}):null}var Ci={light:{text:"#57606a",line:"#d8dde3",grid:"#eceff2",ramp:["#e8f1fb","#0f4c8a"],card:"#ffffff"},dark:{text:"#9aa5\
b1",line:"#333b45",grid:"#232a32",ramp:["#1d2c3d","#7cc0ff"],card:"#161b22"}},Mi={dateTime:"%x %X",date:"%Y-%m-%d",time:"\
%H:%M:%S",periods:["上午","下午"],days:["周日","周一","周二","周三","周四","周五","周六"],shortDays:["\
周日","周一","周二","周三","周四","周五","周六"],months:["1月","2月","3月","4月","5月","6月","7月",
"8月","9月","10月","11月","12月"],shortMonths:["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月",
"11月","12月"]},Ei="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";function Ti(e){
let t=Ci[e.theme],n={domainColor:t.line,gridColor:t.grid,tickColor:t.line,labelColor:t.text,titleColor:t.text,labelFontSize:11,
titleFontSize:11,titleFontWeight:400,labelLimit:150,labelPadding:4,tickSize:4};return{background:"transparent",font:Ei,padding:0,
view:{stroke:null},mark:{color:Ze(void 0,null)},axis:n,axisX:{grid:!1,labelFlush:!0,labelOverlap:!0},axisY:{domain:!1,ticks:!1},
axisBand:{grid:!1,domain:!1,ticks:!1},line:{strokeWidth:1.75,strokeJoin:"round"},area:{fillOpacity:.35,line:{strokeWidth:1.5}},
bar:{stroke:null},arc:{stroke:t.card,strokeWidth:1},range:{heatmap:t.ramp,ramp:t.ramp},legend:{labelColor:t.text,titleColor:t.
text,labelFontSize:11,titleFontSize:11,gradientThickness:8},...e.language==="zh"?{locale:{time:Mi}}:{}}}var $i={milliseconds:"\
.%L",seconds:"%H:%M:%S",minutes:"%H:%M",hours:"%H:%M",date:"%b %d",week:"%b %d",month:"%b %Y",quarter:"%b %Y",year:"%Y"};
function Li(e,t){let n={...e.axis,title:null};delete n.tickCount;let o={...e.scale,nice:!1};return t.aligned?{...e,scale:o,
axis:n}:{...e,scale:{...o,type:t.utc?"utc":"time"},axis:{...n,format:$i}}}function Mo(e){return typeof e=="string"?e:String(
e?.type??"")}function Ri(e){let t=e.color?.field;return t===void 0||t==="value"?e:{...e,color:{field:"colour",type:"nomi\
nal",scale:null,legend:null},detail:{field:t,type:"nominal"}}}function Eo(e,t){let n=e.encoding;if(!n)return e;let{tooltip:o,
...i}=Ri(n),s=i.x;return(s?.type==="temporal"||t.aligned)&&(i.x=Li(s??{},t)),{...e,encoding:i}}var Di={filled:!0,size:{expr:"\
dot"},opacity:{expr:"dot > 0 ? 1 : 0"}};function Oi(e){return"select"in e}function To(e){let{params:t,...n}=e,o=(t??[]).
filter(i=>!Oi(i));return o.length?{...n,params:o}:n}function Ai(e){return e.filter(n=>Mo(n.mark)!=="point").map(To).map(
n=>Mo(n.mark)==="line"?{...n,mark:{...n.mark,point:Di}}:n)}function $o(e,t){let n=(t.aligned?e.aligned:e.spec)??{},{layer:o,
...i}=To(structuredClone(n)),s=Eo(i,t);return Array.isArray(o)&&(s.layer=Ai(o).map(l=>Eo(l,t))),{...s,width:300,height:200,
autosize:{type:"fit",contains:"padding"},params:[...s.params??[],{name:"dot",value:0}],config:Ti(t)}}function Ni(e){if(e.
by.length<2)return 0;let t=JSON.stringify(e.spec?.encoding?.color??"");return t.includes("by1")?1:t.includes("by0")?0:"a\
ll"}function qi(e){return typeof e=="number"?e:Date.parse(String(e))}function Lo(e,t,n,o){let i=e.by.length,s=Ni(e),l=s===
"all"?e.by.join(" "):e.by[s],a=o?n:n*1e3,c=[];for(let p of t){let f=p[p.length-1];if(f===null&&e.show!=="heatmap")continue;
let m=p.slice(0,i).map(String),v=m.join(" · "),d=(s==="all"?v:m[s])??e.title,g=e.over_time?qi(p[i]):void 0,$=g===void 0?
{}:{time:g,time_end:g+a};c.push({by0:m[0],by1:m[1],value:f,series:v,label:d,colour:Ze(l,d),...$})}return c}var Xe=P(null),rn=P(null);function sn(e){let t=e.view();if(!t||!e.panel.over_time)return null;try{let n=t.scale("x"),[o,
i]=e.span;return{at:n,left:t.origin()[0],width:n(i)-n(o)}}catch{return null}}function Ro(e,t){let n=sn(e);return!n||t<n.
left-8||t>n.left+n.width+8?null:Number(n.at.invert(t-n.left))}function Ii(e,t,n){let o=null;for(let{time:i,time_end:s}of e)
if(i!==void 0){if(n&&t>=i&&t<(s??i))return i;(o===null||Math.abs(i-t)<Math.abs(o-t))&&(o=i)}return o}var ji=12;function Oo(e,t){
return[...t].sort((n,o)=>(o.value??0)-(n.value??0)).slice(0,ji).map(n=>({colour:n.colour,label:n.series||e.panel.title,value:N(
n.value,e.panel.unit)}))}function Fi(e,t,n){let o=Ii(e.marks,n,e.panel.show==="bar");if(o===null)return null;let i=e.aligned?
`+${St(o*1e3)}`:F(o),s=e.marks.filter(l=>l.time===o);return Xe.value={x:t.clientX,y:t.clientY,title:i,lines:Oo(e,s)},o}function Do(e,t,n){
let o=e.view();if(!o)return null;let[i,s]=o.origin(),l=o._handler.pick(o.scenegraph().root,t,n,t-i,n-s);return l?.datum&&
"series"in l.datum?l.datum:null}function Ct(e){let t=e.currentTarget.getBoundingClientRect();return{x:e.clientX-t.left,y:e.
clientY-t.top}}function Ao({plot:e}){let t=M(null),n=M(null),o=M(null);pt(()=>{let c=rn.value,p=c===null?null:sn(e);t.current&&
(t.current.hidden=!p,p&&(t.current.style.transform=`translateX(${p.left+p.at(c)}px)`))});let i=()=>{Xe.value=null,rn.value=
null},s=c=>{let{x:p,y:f}=Ct(c);if(o.current!==null)return Ui(n.current,o.current,p);if(e.panel.over_time&&e.panel.show!==
"heatmap"){let v=Ro(e,p),d=v===null?null:Fi(e,c,v);d===null?i():rn.value=d;return}let m=Do(e,p,f);c.currentTarget.classList.
toggle("picks",!!(m&&e.onPick)),Xe.value=m?{x:c.clientX,y:c.clientY,title:m.series,lines:Oo(e,[m])}:null},l=c=>{c.button!==
0||c.pointerType==="touch"||e.aligned||Ro(e,Ct(c).x)!==null&&(o.current=Ct(c).x,c.currentTarget.setPointerCapture(c.pointerId))},
a=c=>{let p=o.current;o.current=null,n.current&&(n.current.hidden=!0);let{x:f,y:m}=Ct(c);if(p!==null&&Math.abs(f-p)>6)return Hi(
e,p,f);let v=e.panel.over_time?null:Do(e,f,m);v&&e.onPick?.(v)};return r("div",{class:e.panel.over_time?"overlay timed":
"overlay",onPointerMove:s,onPointerLeave:i,onPointerDown:l,onPointerUp:a,children:[r("div",{class:"cursor",ref:t,hidden:!0}),
r("div",{class:"brush",ref:n,hidden:!0})]})}function Ui(e,t,n){e&&(e.hidden=!1,e.style.left=`${Math.min(t,n)}px`,e.style.
width=`${Math.abs(n-t)}px`,Xe.value=null)}function Hi(e,t,n){let o=sn(e);if(!o)return;let i=[t,n].map(a=>Math.min(Math.max(
a-o.left,0),o.width)).sort((a,c)=>a-c),[s,l]=i.map(a=>new Date(Math.round(Number(o.at.invert(a)))));y({from:s.toISOString(),
to:l.toISOString()})}var Mt=12;function No(){let e=Xe.value;if(!e)return null;let n=e.x>innerWidth-280?{right:`${innerWidth-
e.x+Mt}px`}:{left:`${e.x+Mt}px`},i=e.y<innerHeight-260?{top:`${e.y+Mt}px`}:{bottom:`${innerHeight-e.y+Mt}px`};return r("\
div",{class:"tip","aria-hidden":"true",style:{...n,...i},children:[r("div",{class:"tip-title",children:e.title}),e.lines.
map(s=>r("div",{class:"tip-line",children:[r("i",{class:"swatch",style:{background:s.colour}}),r("span",{children:s.label}),
r("b",{children:s.value})]},s.label))]})}var Io=P(null);function jo(){Io.value=globalThis.logloomCharts??null}addEventListener("logloom-charts",jo);jo();function Vi(e,t,n,o){
let{spec:i}=e.compile($o(t,n)),s=e.parse(i,void 0,{ast:!0}),l=new e.View(s,{renderer:"canvas",container:o,expr:e.expressionInterpreter,
hover:!1,tooltip:()=>{}});return o.querySelector("canvas")?.setAttribute("aria-hidden","true"),l}var zi=240;function qo(e,t){
if(e.data("rows",t.marks),e.signal("dot",t.marks.length<=zi?14:0),!t.panel.over_time)return;let n=t.marks[0],o=n?(n.time_end??
0)-(n.time??0):1;e.signal("range_start",t.span[0]).signal("range_end",t.span[1]).signal("step",o)}function Fo({panel:e,marks:t,
span:n,aligned:o,height:i,describe:s,onPick:l}){let a=M(null),c=M(null),p={theme:Z.value,language:X.value,utc:j.value.times===
"utc",aligned:o},f=Io.value,m=M({panel:e,marks:t,aligned:o,span:n,view:()=>c.current,onPick:l});Object.assign(m.current,
{panel:e,marks:t,aligned:o,span:n,onPick:l});let v=JSON.stringify(p);return L(()=>{if(!f||!a.current)return;let d=Vi(f,e,
p,a.current);return c.current=d,d.width(a.current.clientWidth).height(i),qo(d,m.current),d.runAsync(),()=>{c.current=null,
d.finalize()}},[f,e,v]),L(()=>{c.current&&(qo(c.current,m.current),c.current.runAsync())},[t,n[0],n[1]]),Bi(a,i,c),r("di\
v",{class:"chart",role:"img","aria-label":s,style:{height:`${i}px`},children:[r("div",{class:"canvas",ref:a}),r(Ao,{plot:m.
current})]})}function Bi(e,t,n){L(()=>{let o=()=>{let s=e.current?.clientWidth??0;!n.current||!s||n.current.width(s).height(
t).runAsync()},i=new ResizeObserver(o);return i.observe(e.current),o(),()=>i.disconnect()},[t])}function an(e,t){return fe(
e,t)}var Wi=1e3,Gi=100;function Ki(e){return{rows:e.events,total:e.total,next:e.next,newest:!0,pages:1}}function Ji(e,t){let n=e.
rows.length+t.events.length>Wi;return{rows:n?t.events:[...e.rows,...t.events],total:t.total,next:t.next,newest:e.newest&&
!n,pages:e.pages+1}}function Yi(e,t){let[n,o]=w(null),[i,s]=w(null),[l,a]=w(!1),c=M(null),p=M(!0),f=M(0),m=async(b,k)=>{
c.current?.abort();let C=c.current=new AbortController,R={invalid:t,before:b,limit:Gi,...e?{panel:e}:{}};try{let G=await Be(
Y(_.peek()),R,C.signal);if(C.signal.aborted)return;s(null),e||(be.value=null),f.current=G.total,b||a(!1),o(Ae=>k&&Ae?Ji(
Ae,G):Ki(G))}catch(G){if(C.signal.aborted)return;G instanceof de&&!e&&(be.value=G.problem),G instanceof de&&s(G.problem.
message)}},v=async()=>{let b=await Be(Y(_.peek()),{invalid:t,limit:1,...e?{panel:e}:{}}).catch(()=>null);b&&b.total!==f.
current&&a(!0)};L(()=>(p.current=!0,m(null,!1),()=>c.current?.abort()),[Je.value,e,t]);let d=M(J.peek());return pt(()=>{
J.value!==d.current&&(d.current=J.value,p.current?m(null,!1):v())}),{loaded:n,error:i,fresh:l,older:()=>{p.current=!1,m(
n?.next??null,!0)},newest:()=>{p.current=!0,m(null,!1)},hold:b=>{p.current=!b&&(n?.pages??1)===1}}}var Zi=["job_id","ran\
k","event","message"];function ln(e,t){let n=e.length?e:t?.columns??[],o=E.value?.fields??{};return["level",...(n.length?
n:Zi.filter(s=>s in o)).filter(s=>s!=="level"&&s!=="@timestamp")]}var Uo=new Set(["message","unparsed","stack_trace"]);function Xi({
name:e,event:t}){let n=t[e],o=E.value?.fields[e];return e==="level"?r("td",{class:"level",children:r("span",{class:`pill\
 level-${String(n).toLowerCase()}`,children:String(n??"")})}):n==null?r("td",{}):Array.isArray(n)?r("td",{children:n.map(
W).join(", ")}):typeof n=="number"?r("td",{class:"number",title:String(n),children:N(n,o?.unit??null)}):z(n)?r("td",{title:F(
n),children:B(n)}):r("td",{class:Uo.has(e)?"long":void 0,title:Uo.has(e)?void 0:W(n),children:W(n)})}function Qi({event:e,
columns:t,open:n,toggle:o,controls:i}){let s=e.violations?.length??0,l=String(e["@timestamp"]??"");return r(x,{children:[
r("tr",{class:n?"event open":"event",onClick:()=>{getSelection()?.toString()||o()},children:[r("td",{class:"opener",children:r(
"button",{type:"button",class:"quiet","data-event":!0,"aria-expanded":n,"aria-label":u("expand_event"),onClick:c=>{c.stopPropagation(),
o()},children:r(T,{name:"chevron"})})}),r("td",{class:"flags",children:s>0&&r("span",{class:"flag",title:e.violations.join(
`
`),children:[r(T,{name:"warn"}),r("span",{class:"unseen",children:u("violations")})]})}),r("td",{class:"time",children:r(
"time",{dateTime:l,title:F(l),children:B(l,{ms:!0})})}),t.map(c=>r(Xi,{name:c,event:e},c))]}),n&&r("tr",{class:"detail",
children:r("td",{colSpan:t.length+3,children:r(ko,{event:e,controls:i})})})]})}function es({rows:e,columns:t,label:n,hold:o}){
let[i,s]=w(new Set),l=a=>{let c=new Set(i);c.delete(a)||c.add(a),o(c.size>0),s(c)};return r("div",{class:"scroll events",
role:"region","aria-label":n,tabIndex:0,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:n}),
r("thead",{children:r("tr",{children:[r("th",{scope:"col",children:r("span",{class:"unseen",children:u("expand_event")})}),
r("th",{scope:"col",children:r("span",{class:"unseen",children:u("violations")})}),r("th",{scope:"col",children:u("time")}),
t.map(a=>r("th",{scope:"col",children:a},a))]})}),r("tbody",{children:e.map(a=>{let c=String(a._id);return r(Qi,{event:a,
columns:t,open:i.has(c),toggle:()=>l(c),controls:!H},c)})})]})})}function Et({panel:e,of:t,invalid:n=!1,columns:o=[]}){let{
loaded:i,error:s,fresh:l,older:a,newest:c,hold:p}=Yi(e,n);if(s)return r("p",{class:"error",role:"alert",children:s});if(!i)
return r("div",{class:"skeleton","aria-hidden":"true"});let f=t?.title??u("events");return i.rows.length?r(x,{children:[
l&&r("button",{type:"button",class:"fresh",onClick:c,children:u("new_events")}),r(es,{rows:i.rows,columns:ln(o,t),label:f,
hold:p}),r("footer",{class:"more",children:[r("span",{"aria-live":"polite",children:[ae(i.rows.length)," / ",u("event_co\
unt",{count:ae(i.total)})]}),!i.newest&&r("button",{type:"button",class:"button",onClick:c,children:u("newer")}),i.next&&
r("button",{type:"button",class:"button",onClick:a,children:u("older")})]})]}):r("p",{class:"nothing",children:u("empty_\
filter")})}function un(e){let t=new Map;for(let n of e)t.set(n.label,n);return[...t.values()]}function ts(e,t,n){return e.every(i=>i===
n!==t.has(i))?new Set:new Set(e.filter(i=>i!==n))}function ns(e,t){return t?Q((e.value??0)/t,"ratio"):""}function Ho({panel:e,
marks:t,hidden:n,setHidden:o}){let i=e.show==="bar"&&e.over_time;if(!e.by.length||e.show==="heatmap"||e.show==="bar"&&e.
by.length===1&&!i)return null;let s=un(t),l=s.map(f=>f.label),a=s.reduce((f,m)=>f+(m.value??0),0),c=E.value?.dashboards.
find(f=>f.name===e.opens)?.title??"",p=f=>e.show==="donut"?`${N(f.value,e.unit)} · ${ns(f,a)}`:e.show==="bar"?"":N(f.value,
e.unit);return r("ul",{class:"legend",children:s.map(f=>r("li",{class:n.has(f.label)?"off":void 0,children:[r("button",{
type:"button","aria-pressed":!n.has(f.label),title:u("series_only",{name:f.label}),onClick:()=>o(ts(l,n,f.label)),children:[
r("i",{class:"swatch",style:{background:f.colour}}),r("span",{class:"name",children:f.label}),r("b",{children:p(f)})]}),
e.opens&&r("button",{type:"button",class:"quiet","aria-label":u("open_in",{value:f.label,dashboard:c}),title:u("open_in",
{value:f.label,dashboard:c}),onClick:()=>$e(e,[f.by0],0),children:r(T,{name:"open"})})]},f.label))})}function os(e,t,n){L(()=>{if(!t)return;let o=i=>{e.current?.contains(i.target)||n()};return document.addEventListener("p\
ointerdown",o),document.addEventListener("focusin",o),()=>{document.removeEventListener("pointerdown",o),document.removeEventListener(
"focusin",o)}},[t])}function rs(e,t){L(()=>{let n=e.current;if(!t||!n)return;n.querySelector("[autofocus], input, button\
, a")?.focus({preventScroll:!0}),n.style.translate="";let{left:o,right:i}=n.getBoundingClientRect(),s=i-(document.documentElement.
clientWidth-8);s>0&&(n.style.translate=`${-Math.min(s,o-8)}px`)},[t])}function oe({label:e,name:t,title:n,class:o,children:i}){
let[s,l]=w(!1),a=M(null),c=M(null),p=M(null),f=()=>l(!1);return os(a,s,f),rs(c,s),r("div",{class:"popover",ref:a,onKeyDown:v=>{
v.key!=="Escape"||!s||(v.stopPropagation(),f(),p.current?.focus())},children:[r("button",{ref:p,type:"button",class:o??"\
button","aria-expanded":s,"aria-haspopup":"dialog","aria-label":t,title:n,onClick:()=>l(!s),children:e}),s&&r("div",{class:"\
popup",ref:c,role:"dialog","aria-label":t??(typeof e=="string"?e:n),children:i(f)})]})}function is(e,t){return typeof e=="number"&&typeof t=="number"?e-t:e==null?-1:t==null?1:String(e).localeCompare(String(t),
void 0,{numeric:!0})}function ss(e,t){if(!t)return e;let n=[...e].sort((o,i)=>is(o[t.column],i[t.column]));return t.down?
n.reverse():n}function as({names:e,order:t,setOrder:n}){let o=e.length-1;return r("tr",{children:e.map((i,s)=>{let l=t?.
column===s,a=()=>n(l&&!t.down?null:{column:s,down:l?!1:s===o});return r("th",{scope:"col",class:s===o?"number":void 0,"a\
ria-sort":l?t.down?"descending":"ascending":void 0,children:r("button",{type:"button",onClick:a,children:[i,r("span",{"a\
ria-hidden":"true",children:l?t.down?" ↓":" ↑":""})]})},i)})})}function ls({value:e,panel:t,most:n}){if(z(e))return r(
"td",{class:"number",title:F(e),children:ne(e,Date.parse(O.value?.now??"")||Date.now())});let o=typeof e=="number"&&n>0?
Math.max(0,e/n):0;return r("td",{class:"number bar",style:{"--share":String(o)},title:typeof e=="number"?String(e):void 0,
children:r("span",{children:N(e,t.unit)})})}function us({panel:e,index:t,row:n}){let o=n[t];if(t>=e.by.length)return r("\
td",{class:"time",children:z(o)?F(o):N(o,null)});let i=E.value?.dashboards.find(l=>l.name===e.opens)?.title,s=i?u("open_\
in",{value:String(o),dashboard:i}):u("filter_in");return r("td",{children:r("button",{type:"button",class:"link",title:s,
onClick:()=>$e(e,n,t),children:String(o)})})}function Vo({panel:e,caption:t,rows:n}){let[o,i]=w(null),s=fe(()=>ss(n,o),[
n,o]),l=[...e.by,...e.over_time?[u("time")]:[],e.field?`${e.measure} ${e.field}`:e.measure],a=l.length-1,c=Math.max(0,...n.
map(p=>typeof p[a]=="number"?p[a]:0));return n.length?r("div",{class:"scroll",tabIndex:0,role:"region","aria-label":t,children:r(
"table",{class:"data",children:[r("caption",{class:"unseen",children:t}),r("thead",{children:r(as,{names:l,order:o,setOrder:i})}),
r("tbody",{children:s.map(p=>r("tr",{children:[p.slice(0,a).map((f,m)=>r(us,{panel:e,index:m,row:p},m)),r(ls,{value:p[a],
panel:e,most:c})]},p.slice(0,a).join("\0")))})]})}):r("p",{class:"nothing",children:u("no_data")})}var cs={start:"1970-01-01T00:00:00Z",end:"1970-01-01T00:00:01Z",step_seconds:1};function fs(e){return _.value.align&&e.over_time&&
e.by.includes("job_id")}function ds(e,t,n){return n?[0,Math.max(1,...e.map(o=>o.time_end??0))]:[Date.parse(t.start),Date.
parse(t.end)]}function ps(e){return[...e.by,...e.over_time?[u("time")]:[],ms(e)]}function ms(e){return e.field?`${e.measure}\
 ${e.field}`:e.measure}function hs(e,t){if(!t.length)return`${e.title}. ${u("summary_none",{kind:e.show})}`;let n=un(t),
o=u("summary_chart",{kind:e.show,series:n.length,points:t.length}),i=n.slice(0,5).map(s=>u("summary_series",{name:s.series||
e.title,value:N(s.value,e.unit)}));return`${e.title}. ${o} ${i.join(", ")}`}var _s=26;function vs(e,t,n){return e.show===
"bar"&&!e.over_time||e.show==="heatmap"?Math.max(110,Math.min(460,new Set(t.map(i=>i[0])).size*_s+(e.show==="heatmap"?90:
34))):n}function gs({panel:e,found:t,usual:n}){let[o,i]=w(new Set),s=fs(e),l=vs(e,t.rows??[],n),a=se.value??cs,c=an(()=>Lo(
e,t.rows??[],a.step_seconds,s),[t.rows,s,a.step_seconds,Z.value,e]),p=an(()=>o.size?c.filter(m=>!o.has(m.label)):c,[c,o]),
f=e.by.length?m=>$e(e,[m.by0,m.by1],0):void 0;return c.length?r("div",{class:e.show==="donut"?"figure beside":"figure",children:[
r(Fo,{panel:e,marks:p,span:ds(c,a,s),aligned:s,height:l,describe:hs(e,c),onPick:f}),r(Ho,{panel:e,marks:c,hidden:o,setHidden:i})]}):
r("p",{class:"nothing",style:{height:`${l}px`},children:u("no_data")})}function bs({panel:e,found:t}){let n=t.rows?.[0]?.
at(-1),o=z(n),i=o?ne(n,Date.parse(O.value?.now??"")||Date.now()):N(n,e.unit),s=typeof n=="number"&&n>0&&/\b(ERROR|CRITICAL|oom)\b/.
test(e.query);return r("button",{type:"button",class:s?"metric bad":"metric",title:u("open_events"),onClick:()=>y(en(e)),
children:[r("span",{class:"metric-title",children:e.title}),r("span",{class:"metric-value",title:o?F(n):typeof n=="numbe\
r"?String(n):void 0,children:t.rows?i:" "})]})}function ys(e,t){return t.map(n=>n.map((o,i)=>i<e.by.length&&o!==null?String(
o):o))}function ws({panel:e,rows:t,table:n,setTable:o,large:i,setLarge:s}){let l=e.spec!==null,a=(c,p,f)=>r("button",{type:"\
button",class:"item",onClick:()=>{p(),f()},children:c});return r(oe,{class:"quiet",name:u("menu",{title:e.title}),label:r(
T,{name:"dots"}),children:c=>r("div",{class:"menu",children:[l&&a(n?u("show_chart"):u("show_table"),()=>o(!n),c),a(i?u("\
restore"):u("expand"),()=>s(!i),c),a(u("open_events"),()=>y(en(e)),c),e.show!=="events"&&a(u("download_csv"),()=>vo(e.title,
ps(e),t),c),e.query&&r("code",{class:"menu-query",children:e.query})]})})}function ks({dashboard:e,panel:t,found:n,table:o,
large:i}){return t.show==="events"?r(Et,{panel:`${e.name}.${t.index}`,of:t}):n.error&&!n.rows?r("p",{class:"error",role:"\
alert",children:n.error.message}):n.rows?o||t.show==="table"?r(Vo,{panel:t,caption:u("data_of",{title:t.title}),rows:ys(
t,n.rows)}):r(gs,{panel:t,found:n,usual:i?420:200}):r("div",{class:"skeleton","aria-hidden":"true"})}function zo({dashboard:e,
panel:t}){let[n,o]=w(!1),[i,s]=w(!1),l=Ye(e,t).value;if(t.show==="metric")return r("li",{class:"cell metric-cell",children:r(
bs,{panel:t,found:l})});let a=i||t.show==="events",c=`panel-${t.index}`;return r("li",{class:a?"cell wide":"cell",children:r(
"section",{class:`panel show-${t.show}`,"aria-labelledby":c,children:[r("header",{children:[r("h2",{id:c,children:t.title}),
l.error&&l.rows&&r("span",{class:"error",title:l.error.message,children:r(T,{name:"warn"})}),r(ws,{panel:t,rows:l.rows??
[],table:n,setTable:o,large:i,setLarge:s})]}),r(ks,{dashboard:e,panel:t,found:l,table:n,large:i})]})})}function Ss(e){let t=[];for(let n of e){let o=n.show==="metric"?"metrics":n.show==="events"?"lists":"charts",i=t.at(-1);
i?.kind===o?i.panels.push(n):t.push({kind:o,panels:[n]})}return t}function xs({of:e}){return r(x,{children:Ss(e.panels).
map(({kind:t,panels:n})=>r("ul",{class:`grid ${t}`,children:n.map(o=>r(zo,{dashboard:e,panel:o},o.index))},`${e.name} ${n[0]?.
index}`))})}function Bo(){let e=te.value;if(!e)return r("p",{class:"nothing",children:u("unknown_dashboard")});let t=_.value.
picks.job_id??[];return r(x,{children:[r(Pt,{}),r(Co,{of:e,jobs:t}),r(xs,{of:e},e.name)]})}function Ps(){let e=ln(_.value.columns),t=Object.keys(E.value?.fields??{}).filter(o=>o!=="@timestamp"&&o!=="level"),n=o=>{
let i=e.includes(o)?e.filter(s=>s!==o):[...e,o];y({columns:i.filter(s=>s!=="level")},{replace:!0})};return r(oe,{label:u(
"columns"),class:"button chosen",children:()=>r("div",{class:"choices",children:[r("div",{class:"list",role:"group","ari\
a-label":u("columns"),children:t.map(o=>r("label",{class:"choice",title:E.value?.fields[o]?.description,children:[r("inp\
ut",{type:"checkbox",checked:e.includes(o),onChange:()=>n(o)}),r("span",{class:"name",children:o})]},o))}),r("button",{type:"\
button",class:"item",onClick:()=>y({columns:[]},{replace:!0}),children:u("columns_reset")})]})})}var Cs=["service","pars\
e_error","unparsed"];function Wo(){let{columns:e,invalid:t}=_.value,n=e.length||!t?e:Cs,o=(i,s)=>r("button",{type:"butto\
n","aria-pressed":t===i,onClick:()=>y({invalid:i,columns:[]}),children:s});return r(x,{children:[r(Pt,{}),r("section",{class:"\
panel all-events","aria-label":u("events"),children:[r("header",{children:[r("div",{class:"switch",role:"group","aria-la\
bel":u("events"),children:[o(!1,u("parsed")),o(!0,`${u("invalid_lines")}${O.value?.invalid?` (${O.value.invalid})`:""}`)]}),
r("span",{class:"space"}),r(Ps,{})]}),r(Et,{invalid:t,columns:n})]})]})}function Ms(){let[e,t]=w(null);return L(()=>{Qn().then(t,()=>{})},[J.value,O.value?.faults]),e}function Es(e,t){return typeof t==
"number"&&e.includes("bytes")?Oe(t):typeof t=="number"&&e.endsWith("_gb")?`${Q(t,null)} GB`:typeof t=="number"&&/ratio|share|utili[sz]ation$/.
test(e)&&t<=1?Q(t,"ratio"):z(t)?F(t):W(t)}function Ts(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function Go(e,t=""){
return Object.entries(e).flatMap(([n,o])=>Ts(o)?Go(o,`${t}${n}.`):o==null?[]:[[t+n,o]])}function cn({of:e}){return r("dl",
{class:"pairs",children:Go(e).map(([t,n])=>r("div",{children:[r("dt",{children:t}),r("dd",{children:Es(t,n)})]},t))})}function $s({
of:e}){let[t,n,o]=["memory_allocated_gb","memory_reserved_gb","memory_total_gb"].map(s=>e[s]);if(typeof t!="number"||typeof o!=
"number"||!o)return null;let i=s=>({width:`${Math.min(100,100*s/o)}%`});return r("div",{class:"memory",children:[r("span",
{children:[Q(t,null)," / ",Q(o,null)," GB (",Q(t/o,"ratio"),")"]}),r("div",{class:"bar","aria-hidden":"true",children:[typeof n==
"number"&&r("i",{class:"reserved",style:i(n)}),r("i",{style:i(t)})]})]})}function Ls({of:e}){let t=n=>{let o=n.timestamp;
return typeof o=="number"?B(o*1e3,{ms:!0}):z(o)?B(o,{ms:!0}):W(o??"")};return r("table",{class:"data",children:r("tbody",
{children:e.map((n,o)=>r("tr",{children:[r("td",{class:"time",children:t(n)}),r("td",{class:"level",children:r("span",{class:`\
pill level-${String(n.level??"info").toLowerCase()}`,children:String(n.level??"")})}),r("td",{class:"long",children:W(n.
message??n.category??"")})]},o))})})}function Rs({of:e}){return r("article",{class:"panel fault-detail","aria-label":e.type??
u("tags"),children:[r("header",{children:[r("h2",{children:e.type??e.fault??u("tags")}),r("span",{class:e.waiting?"badge\
 warn":"badge",children:e.waiting?u("not_sent"):u("delivered")})]}),r("p",{class:"message",children:e.message}),r(cn,{of:{
time:e.time,job_id:e.job_id,rank:e.rank,run:e.run,fault:e.fault,level:e.level,tries:e.tries||null,id:e.id}}),e.gpu&&r(x,
{children:[r("h3",{children:u("gpu")}),r($s,{of:e.gpu}),r(cn,{of:e.gpu})]}),e.stack&&r(x,{children:[r("h3",{children:u("\
stack")}),r("pre",{tabIndex:0,children:e.stack})]}),e.breadcrumbs.length>0&&r(x,{children:[r("h3",{children:u("breadcrum\
bs")}),r(Ls,{of:e.breadcrumbs})]}),Object.keys(e.contexts).length>0&&r(x,{children:[r("h3",{children:u("contexts")}),r(cn,
{of:e.contexts})]})]})}function Ko(){let e=Ms(),[t,n]=w(null);if(!e)return r("div",{class:"skeleton","aria-hidden":"true"});
let o=e.faults.find(i=>i.id===t)??e.faults[0];return o?r("div",{class:"faults",children:[r("ul",{class:"fault-list","ari\
a-label":u("faults"),children:e.faults.map(i=>r("li",{children:r("button",{type:"button","aria-current":i===o,onClick:()=>n(
i.id),children:[r("b",{children:i.type??i.fault??u("tags")}),r("span",{children:i.message??""}),r("span",{class:"hint",children:[
B(i.time),i.job_id&&` · ${i.job_id}`,i.rank!==null&&` · ${u("rank")} ${i.rank}`,i.waiting&&` · ${u("waiting")}`]})]})},
i.id))}),r(Rs,{of:o}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]}):r("section",{class:"empty",children:[
r("p",{children:u("empty_faults")}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]})}var ke=P(!1);function Ds(e){return e instanceof HTMLElement&&(e.isContentEditable||/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName))}
function Jo(e){let t=[...document.querySelectorAll("[data-event]")],n=t.indexOf(document.activeElement),o=t[Math.max(0,Math.
min(t.length-1,n===-1?0:n+e))];o?.focus(),o?.scrollIntoView({block:"nearest"})}function Os(e){let t=E.value?.dashboards??
[],n=t[e];if(n)return y({view:"dashboard",dashboard:n.name});let o=["events","faults","alerts"][e-t.length];o&&y({view:o})}
var As={"/":()=>document.getElementById("query")?.focus(),"?":()=>ke.value=!0,j:()=>Jo(1),k:()=>Jo(-1),p:()=>V.value=!V.
value,t:()=>Ge({theme:Z.value==="dark"?"light":"dark"})};function Yo(){addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||
e.altKey||Ds(e.target)||!j.value.keys)return;let t=As[e.key]??(/^[1-9]$/.test(e.key)?()=>Os(Number(e.key)-1):null);t&&(e.
preventDefault(),t())})}function Ns(e,t){let[n,o]=w(null);return L(()=>{let i=new AbortController,s=setTimeout(()=>{Yn(e,t,Y(_.peek()),i.signal).
then(o,()=>{})},t?120:0);return()=>{clearTimeout(s),i.abort()}},[e,t]),n}function qs({value:e,count:t,on:n,toggle:o}){return r(
"label",{class:"choice",children:[r("input",{type:"checkbox",checked:n,onChange:o}),r("span",{class:"name",title:e,children:e}),
t!==null&&r("span",{class:"count",children:ae(t)})]})}function Is({field:e}){let[t,n]=w(""),o=M(null),i=Ns(e,t),s=_.value.
picks[e]??[],l=p=>{y(mt(e,s.includes(p)?s.filter(f=>f!==p):[...s,p]))},a=(i?.values??[]).filter(p=>p.value!==null).map(p=>({
value:String(p.value),count:p.count})),c=s.filter(p=>!t&&!a.some(f=>f.value===p)).map(p=>({value:p,count:null}));return r(
"div",{class:"choices",children:[r("input",{type:"search",class:"find",placeholder:u("find"),"aria-label":u("pick_title",
{field:e}),value:t,onInput:p=>n(p.currentTarget.value)}),r("div",{class:"list",ref:o,role:"group","aria-label":e,"aria-b\
usy":i===null,children:[[...c,...a].map(p=>r(qs,{...p,on:s.includes(p.value),toggle:()=>l(p.value)},p.value)),i&&!a.length&&
!c.length&&r("p",{class:"nothing",children:u("no_data")})]}),i?.more&&r("p",{class:"hint",children:u("more_values")}),s.
length>0&&r("button",{type:"button",class:"item",onClick:()=>y(mt(e,[])),children:u("clear")})]})}function js(e,t){return t.
length?t.length===1?`${e}: ${t[0]}`:`${e}: ${t[0]} +${t.length-1}`:e}function Zo({field:e}){let t=_.value.picks[e]??[];return r(
"span",{class:t.length?"picker on":"picker",children:[r(oe,{label:js(e,t),name:`${u("pick_title",{field:e})}${t.length?`\
: ${t.join(", ")}`:""}`,title:t.join(`
`)||void 0,class:"button chosen",children:()=>r(Is,{field:e})}),t.length>0&&r("button",{type:"button",class:"quiet","ari\
a-label":u("remove",{name:e}),title:u("remove",{name:e}),onClick:()=>y(mt(e,[])),children:r(T,{name:"close"})})]})}var Qo="logloom.queries",Fs=20;function er(){try{return JSON.parse(localStorage.getItem(Qo)??"[]")}catch{return[]}}function Us(e){
if(e)try{localStorage.setItem(Qo,JSON.stringify([e,...er().filter(t=>t!==e)].slice(0,Fs)))}catch{}}var Xo={start:0,end:0,
options:[]},Qe=P(null);function Hs(e,t){let n=t?[]:er().slice(0,5).map(o=>({text:o,kind:"recent",detail:u("recent_one")}));
return{start:e.start,end:e.end,options:[...n,...e.options]}}function Vs(e,t){return e!==null&&(e.at??0)<t.trimEnd().length}
function zs(){let[e,t]=w(Xo),[n,o]=w(-1),i=M(null);return{now:e,active:n,setActive:o,look:async(a,c)=>{i.current?.abort();
let p=i.current=new AbortController,f=await Zn(a,c,p.signal).catch(()=>null);!f||p.signal.aborted||(Qe.value=Vs(f.error,
a)?f.error:null,t(Hs(f,a)),o(-1))},close:()=>{i.current?.abort(),t(Xo),o(-1)}}}function Bs({text:e,of:t}){let n=t.at??0,
o=Math.max(1,(t.end??n+1)-n);return r("div",{class:"fault",role:"alert",id:"query-fault",children:[t.at!==null&&r("pre",
{"aria-hidden":"true",children:[r("span",{children:e.slice(0,n)}),r("mark",{children:"^".repeat(o)})]}),r("p",{children:[
t.message,t.at!==null&&r("span",{class:"unseen",children:[" (",u("error_at",{at:n+1}),")"]})]})]})}function Ws({offer:{options:e},
active:t,take:n}){return L(()=>{document.getElementById(`option-${t}`)?.scrollIntoView({block:"nearest"})},[t]),r("ul",{
class:"options",id:"query-options",role:"listbox","aria-label":u("query"),children:e.map((o,i)=>r("li",{id:`option-${i}`,
role:"option","aria-selected":i===t,onPointerDown:s=>{s.preventDefault(),n(i)},children:[r("i",{class:`kind kind-${o.kind}`,
"aria-hidden":"true",children:o.kind[0]}),r("span",{class:"option-text",children:o.text}),r("span",{class:"option-detail",
children:o.detail})]},`${o.kind} ${o.text}`))})}function tr(){let e=M(null),[t,n]=w(_.value.q),{now:o,active:i,setActive:s,
look:l,close:a}=zs();L(()=>{n(_.value.q),Qe.value=null},[_.value.q]);let c=(h=t)=>{a(),Us(h.trim()),Qe.value=null,y({q:h.
trim()})},p=(h,b)=>{n(h),l(h,b)},f=h=>{let b=o.options[h];if(!b)return;if(b.kind==="recent")return n(b.text),c(b.text);let k=t.
slice(0,o.start)+b.text+t.slice(o.end),C=o.start+b.text.length;p(k,C),requestAnimationFrame(()=>e.current?.setSelectionRange(
C,C))},m=h=>{let b=o.options.length-1;if(h.key==="ArrowDown")return v(h,o.options.length?Math.min(i+1,b):-1);if(h.key===
"ArrowUp"&&i>=0)return v(h,i-1);if(h.key==="Enter")return d(h);if(h.key==="Tab"&&i>=0)return h.preventDefault(),f(i);h.key===
"Escape"&&(h.stopPropagation(),o.options.length?a():e.current?.blur())},v=(h,b)=>{h.preventDefault(),o.options.length?s(
b):l(t,e.current?.selectionStart??t.length)},d=h=>{h.preventDefault(),i>=0?f(i):c()},g=Qe.value??be.value,$=o.options.length>
0;return r("form",{class:"query",role:"search",onSubmit:h=>{h.preventDefault(),c()},children:[r("div",{class:g?"box wron\
g":"box",children:[r(T,{name:"search"}),r("input",{ref:e,id:"query",type:"text",role:"combobox",autoComplete:"off",autoCapitalize:"\
off",spellcheck:!1,maxLength:4096,"aria-label":u("query_help"),"aria-expanded":$,"aria-controls":"query-options","aria-a\
utocomplete":"list","aria-activedescendant":i>=0?`option-${i}`:void 0,"aria-invalid":g!==null,"aria-describedby":g?"quer\
y-fault":void 0,placeholder:u("query_placeholder"),value:t,onKeyDown:m,onBlur:a,onInput:h=>p(h.currentTarget.value,h.currentTarget.
selectionStart??0),onClick:h=>{l(t,h.currentTarget.selectionStart??0)}}),t&&r("button",{type:"button",class:"quiet","ari\
a-label":u("query_clear"),title:u("query_clear"),onClick:()=>{n(""),c("")},children:r(T,{name:"close"})})]}),$&&r(Ws,{offer:o,
active:i,take:f}),g&&!$&&r(Bs,{text:Qe.value?t:_.value.q,of:g})]})}var rr=[["all","all_time"],["now-15m","last_15m"],["now-1h","last_1h"],["now-6h","last_6h"],["now-24h","last_24h"],["now\
-7d","last_7d"],["now-30d","last_30d"]];function Gs(e,t){let n=rr.find(([i])=>i===e);if(n&&(t==="now"||e==="all"))return u(
n[1]);let o=i=>i==="now"?u("until_now"):Number.isNaN(Date.parse(i))?i:B(i);return`${o(e)} – ${o(t)}`}function nr(e){let t=new Date(
e??Date.now()),n=j.value.times==="utc"?0:t.getTimezoneOffset()*6e4;return new Date(t.getTime()-n).toISOString().slice(0,
19)}function or(e){return new Date(j.value.times==="utc"?`${e}Z`:e).toISOString()}function Ks({close:e}){let[t,n]=w(nr(se.
value?.start)),[o,i]=w(nr(se.value?.end)),s=!!(t&&o&&t<o);return r("form",{class:"custom",onSubmit:a=>{a.preventDefault(),
s&&(y({from:or(t),to:or(o)}),e())},children:[r("label",{children:[u("frame_from"),r("input",{type:"datetime-local",step:"\
1",value:t,onInput:a=>n(a.currentTarget.value)})]}),r("label",{children:[u("frame_to"),r("input",{type:"datetime-local",
step:"1",value:o,onInput:a=>i(a.currentTarget.value)})]}),r("button",{type:"submit",class:"button primary",disabled:!s,children:u(
"apply")})]})}function Js(){let e=se.value;if(!e)return;let[t,n]=[Date.parse(e.start),Date.parse(e.end)],o=(n-t)/2,i=Math.
min(n+o,Math.max(n,Date.now()));y({from:new Date(t-o).toISOString(),to:new Date(i).toISOString()})}function ir(){let{from:e,
to:t}=_.value,n=Gs(e,t);return r("div",{class:"range",children:[r(oe,{label:n,name:`${u("time_range")}: ${n}`,class:"but\
ton chosen",children:o=>r("div",{class:"ranges",children:[rr.map(([i,s])=>r("button",{type:"button",class:"item","aria-p\
ressed":i===e,onClick:()=>{y({from:i,to:"now"}),o()},children:u(s)},i)),r(Ks,{close:o})]})}),e!=="all"&&r("button",{type:"\
button",class:"button",onClick:Js,title:u("zoom_out"),"aria-label":u("zoom_out"),children:"−"})]})}function Ys(){let e=_.value,t=(E.value?.dashboards??[]).map(o=>({to:{view:"dashboard",dashboard:o.name},label:o.title,on:o===
te.value})),n=(o,i)=>({to:{view:o},label:u(o),on:e.view===o,badge:i});return[...t,n("events"),n("faults",O.value?.faults),
n("alerts",O.value?.firing)]}function Zs({tab:e}){let t={..._.value,...e.to},n=o=>{o.ctrlKey||o.metaKey||o.shiftKey||(o.
preventDefault(),y(e.to),scrollTo({top:0}))};return r("a",{href:We(t),"aria-current":e.on?"page":void 0,onClick:n,children:[
e.label,!!e.badge&&r("span",{class:"count",children:e.badge})]})}function Xs(){let e=O.value;if(H)return r("span",{class:"\
status",children:u("report",{at:F(H.made_at)})});let t=Te.value==="lost"?"lost":V.value?"paused":"live",n=e?u("store",{events:ae(
e.events),jobs:ae(e.jobs),size:Oe(e.store_bytes)}):"",o=e?.last?u("newest_event",{ago:ne(e.last,Date.parse(e.now))}):"";
return r("div",{class:`status ${t}`,children:[r("span",{class:"store",title:o,children:n}),r("span",{role:"status",children:[
r("i",{class:"dot","aria-hidden":"true"}),u(t)]}),r("button",{type:"button",class:"quiet","aria-pressed":V.value,"aria-l\
abel":V.value?u("resume"):u("pause"),title:`${V.value?u("resume"):u("pause")} (p)`,onClick:()=>V.value=!V.value,children:r(
T,{name:V.value?"play":"pause"})})]})}function fn({of:e,label:t,options:n}){return r("fieldset",{children:[r("legend",{children:u(
t)}),r("div",{class:"switch",children:n.map(([o,i])=>r("button",{type:"button","aria-pressed":j.value[e]===o,onClick:()=>Ge(
{[e]:o}),children:i},o))})]})}function Qs(){return r(oe,{class:"quiet",name:u("settings"),title:u("settings"),label:r(T,
{name:"gear"}),children:()=>r("div",{class:"settings",children:[r(fn,{of:"theme",label:"theme",options:[["auto",u("auto")],
["light",u("light")],["dark",u("dark")]]}),r(fn,{of:"language",label:"language",options:[["auto",u("auto")],["en","Engli\
sh"],["zh","中文"]]}),r(fn,{of:"times",label:"times",options:[["local",u("local_time")],["utc",u("utc")]]})]})})}function sr(){
let e=E.value;return r("header",{class:"top",children:[r("a",{class:"skip",href:"#main",children:u("main")}),r("a",{class:"\
brand",href:location.pathname,onClick:t=>{t.preventDefault(),y({view:"dashboard",dashboard:""})},title:`logloom ${e?.logloom??
""} · ${e?.name??""} ${e?.version??""}`,children:[r("svg",{viewBox:"0 0 16 16",width:"18",height:"18","aria-hidden":"tr\
ue",children:[r("path",{d:"M2 4h12M2 8h12M2 12h8"}),r("path",{class:"warp",d:"M5 2v12M11 2v8"})]}),"logloom"]}),r("nav",
{"aria-label":u("dashboards"),children:Ys().map(t=>r(Zs,{tab:t},t.label))}),r(Xs,{}),r(Qs,{}),r("button",{type:"button",
class:"quiet","aria-label":u("help"),title:`${u("help")} (?)`,onClick:()=>ke.value=!0,children:r(T,{name:"help"})})]})}function ea(){
let[e,t]=w(!1),n=()=>{yt(location.href).then(()=>{t(!0),setTimeout(()=>t(!1),1500)})},o=e?u("copied"):u("copy_link");return r(
"button",{type:"button",class:"button link-button",onClick:n,title:o,"aria-label":o,children:e?"✓":r(T,{name:"link"})})}
function ta(){let e=te.value,t=e?e.controls:[...new Set((E.value?.dashboards??[]).flatMap(o=>o.controls))].slice(0,4),n=Object.
keys(_.value.picks).filter(o=>!t.includes(o));return[...t,...n]}function ar(){let{view:e,q:t,picks:n}=_.value;if(H||e===
"faults"||e==="alerts")return null;let o=t!==""||Object.keys(n).length>0;return r("div",{class:_t.value?"filters-bar bus\
y":"filters-bar",children:[r("div",{class:"filters-row",children:[r(tr,{}),r(ir,{}),r(ea,{})]}),r("div",{class:"filters-\
row",role:"group","aria-label":u("filters"),children:[ta().map(i=>r(Zo,{field:i},i)),o&&r("button",{type:"button",class:"\
link",onClick:()=>y({q:"",picks:{}}),children:u("clear_all")})]})]})}function na(e,t){let[n,o]=w(!1);return L(()=>{if(!e){
o(!1);return}let i=setTimeout(()=>o(!0),t);return()=>clearTimeout(i)},[e]),n}function lr(){let e=na(Te.value==="lost",2e3),
t=O.value?.problems??[],n=O.value?.behind_bytes??0;return r("div",{class:"problems","aria-live":"polite",children:[e&&r(
"p",{class:"error",children:[r(T,{name:"warn"}),u("lost_how")]}),t.map(o=>r("p",{class:"error",children:[r(T,{name:"warn"}),
o]},o)),n>1e6&&r("p",{class:"hint",children:u("behind",{size:Oe(n)})})]})}var oa=[["/","help_query"],["1 – 9","help_ta\
bs"],["j  k","help_events"],["Enter","help_expand"],["p","help_pause"],["t","help_theme"],["?","help_help"],["Esc","help\
_close"]];function ur(){let e=M(null);return L(()=>{ke.value?e.current?.showModal():e.current?.close()},[ke.value]),r("d\
ialog",{ref:e,class:"help","aria-labelledby":"help-title",onClose:()=>ke.value=!1,onClick:t=>t.target===e.current&&e.current?.
close(),children:[r("header",{children:[r("h2",{id:"help-title",children:u("about_shortcuts")}),r("button",{type:"button",
class:"quiet","aria-label":u("close"),onClick:()=>ke.value=!1,children:r(T,{name:"close"})})]}),r("dl",{children:oa.map(
([t,n])=>r("div",{children:[r("dt",{children:r("kbd",{children:t})}),r("dd",{children:u(n)})]},t))}),r("p",{children:u("\
query_help")}),r("p",{children:u("drag_to_zoom")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:j.
value.keys,onChange:()=>Ge({keys:!j.value.keys})}),u("keys_on")]})]})}function ra(){let{view:e}=_.value;return e==="events"?r(Wo,{}):e==="faults"?r(Ko,{}):e==="alerts"?r(bo,{}):r(Bo,{})}function ia(){
let e=te.value,t=_.value.view!=="dashboard";return r("div",{class:"title",children:[r("h1",{children:t?u(_.value.view):e?.
title}),!t&&e?.description&&r("p",{children:e.description})]})}function sa(){return E.value?r(x,{children:[r(sr,{}),r(ar,
{}),r(lr,{}),r("main",{id:"main",tabIndex:-1,children:[r(ia,{}),r(ra,{})]}),r(ur,{}),r(No,{})]}):r("div",{class:"skeleto\
n"})}U(()=>{let e=_.value.view,t=e==="dashboard"?te.value?.title:u(e);document.title=t?`${t} · logloom`:"logloom"});Pn(
r(sa,{}),document.getElementById("page"));Yo();mo().catch(e=>{document.getElementById("page").textContent=String(e instanceof
Error?e.message:e)});})();
