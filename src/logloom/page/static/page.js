/* Made from web/ by `make page`. Licences of what it holds: licences.txt. */
"use strict";(()=>{var x,Rn,Vt,fe,Ft,lt,Ln,it,Dn,zt,Ht,Ir,Ve=Symbol.for("pv"),ut={},ct=[],Ur=/^m(i|n|o|s|text|space)$/,Wt=Array.isArray,Bt=ct.
slice,be=Object.assign;function ge(e){e&&e.parentNode&&e.remove()}function An(e,t,n){var o,s,i,a={},l=arguments.length;for(i in t)
i=="key"?o=t[i]:i=="ref"&&typeof e!="function"?s=t[i]:a[i]=t[i];return l>2&&(a.children=l>3?Bt.call(arguments,2):n),He(e,
a,o,s,null)}function He(e,t,n,o,s){var i={type:e,props:t,key:n,ref:o,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Ve,__v:s||
++Rn,__i:-1,__u:0};return!s&&x.vnode&&x.vnode(i),i}function $(e){return e.children}function Me(e,t){this.props=e,this.context=t,this.__g=0}function pe(e,t){if(t==null)return e.
__&&pe(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!="function"||
e.props.__P?null:pe(e)}function Fr(e){var t,n=e.__v,o=n.__e,s=[],i=[],a=e.__P;a&&((t=be({constructor:Ve},n)).__v=n.__v+1,
x.vnode&&x.vnode(t),Gt(a,t,n,e.__n,a.namespaceURI,32&n.__u?[o]:null,s,o||pe(n),32&n.__u,i),t.__v=n.__v,t.__.__k[t.__i]=t,
Fn(s,t,i),n.__=n.__e=null,t.__e!=o&&jn(t))}function jn(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(
function(t){return t&&(e.__e=t.__e)}),jn(e)}function Tn(e){(8&e.__g||(e.__g|=8,fe.push(e),lt++))&&Ft==x.debounceRendering||
((Ft=x.debounceRendering)||queueMicrotask)(qn)}function qn(){try{for(var e,t=1;fe.length;)fe.length>t&&fe.sort(Ln),e=fe.
shift(),t=fe.length,8&e.__g&&Fr(e)}finally{(lt=fe.length)&&(Ft||queueMicrotask)(qn)}}function Nn(e,t,n,o,s,i,a,l,c,f,d){
var v,_,p,b,S,m,w=o.__k||ct,g=t.length;for(c=Hr(n,t,w,c,g),v=0;v<g;v++)(p=n.__k[v])!=null&&(_=~p.__i&&w[p.__i]||ut,p.__i=
v,m=Gt(e,p,_,s,i,a,l,c,f,d),b=p.__e,(_.ref!=p.ref||8&_.__u)&&(_.ref&&Kt(_.ref,null,p,_),p.ref&&d.push(p.ref,p.__c||b,p)),
S=S||b,4&p.__u?(c=In(p,c,e,!_.__v),_.__e&&(_.__e=null)):typeof p.type=="function"&&m!==void 0?c=m:b&&(c=b.nextSibling),p.
__u&=-21);return n.__e=S,c}function Hr(e,t,n,o,s){var i,a,l,c,f,d,v,_,p,b=n.length,S=b,m=0,w=0,g=e.__k=Array(s);for(i=0;i<
s;i++)(a=t[i])!=null&&typeof a!="boolean"&&typeof a!="function"?(typeof a!="object"||a.constructor===String?a=g[i]=He(null,
a):Wt(a)?a=g[i]=He($,{children:a}):a.constructor===Ve&&a.__b?a=g[i]=He(a.type,a.props,a.key,a.ref,a.__v):g[i]=a,c=i+m,a.
__=e,a.__b=e.__b+1,l=null,~(f=a.__i=Vr(a,n,c,S))&&(S--,(l=n[f])&&(l.__u|=2)),l&&l.__v?(a.__u|=16,f==c-1?m--:f==c+1?m++:f!=
c&&(f>c?m--:m++,w=1)):(~f||(s>b?m--:s<b&&m++),typeof a.type!="function"&&(a.__u|=4))):g[i]=null;if(w){for(d=[],v=[],i=0;i<
s;i++)if((a=g[i])&&16&a.__u){for(m=0,_=d.length;m<_;)d[p=m+_>>1]<a.__i?m=p+1:_=p;d[m]=a.__i,v[i]=m+1}for(m=d.length;i--;)
v[i]&&(v[i]==m?m--:g[i].__u|=4)}if(S)for(i=0;i<b;i++)!(l=n[i])||2&l.__u||(l.__e==o&&(o=pe(l)),Jt(l,l));return o}function In(e,t,n,o){
var s,i,a,l;if(typeof e.type=="function"){if(e.props.__P)return t;if(s=e.__k)for(i=0;i<s.length;i++)s[i]&&(s[i].__=e,t=In(
s[i],t,n,!1));return t}for(t&&!t.parentNode&&(t=pe(e))&&!t.parentNode&&(t=null),a=e.__e,l=t;l&&l.nodeType==8;)l=l.nextSibling;
for(a!=l&&(!o&&n.moveBefore&&a.parentNode?n.moveBefore(a,t):n.insertBefore(a,t||null)),t=a;(t=t&&t.nextSibling)&&t.nodeType==
8&&!t.data.startsWith("$s"););return t}function Vr(e,t,n,o){var s,i=e.key,a=e.type,l=t[n],c=l&&!(2&l.__u);if(l===null&&i==null||c&&i==l.key&&a==l.type)return n;
if(o>(c?1:0)){for(s=n-1;s>=0;s--)if((l=t[s])&&!(2&l.__u)&&i==l.key&&a==l.type)return s;for(s=n+1;s<t.length;s++)if((l=t[s])&&
!(2&l.__u)&&i==l.key&&a==l.type)return s}return-1}function On(e,t,n){n==null&&(n=""),t[0]=="-"?e.setProperty(t,n):e[t]=n}
function st(e,t,n,o,s){var i,a;if(t=="style")if(typeof n=="string")e.style.cssText=n;else{if(typeof o=="string"&&(e.style.
cssText=o=""),o)for(t in o)n&&t in n||On(e.style,t);if(n)for(t in n)o&&n[t]==o[t]||On(e.style,t,n[t])}else if(t[0]=="o"&&
t[1]=="n")typeof n!="function"&&(n=null),typeof o!="function"&&(o=null),(e.__e||(e.__e={}))[t]=n,n&&o||(a=Ht[t]||(Ht[t]=
zr(t)),(e.__a||(e.__a={}))[t]=zt,i=t!=(t=t.replace(Dn,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),n?e.addEventListener(
t,a,i):e.removeEventListener(t,a,i));else{if(s=="http://www.w3.org/2000/svg")t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,
"s");else if(t!="width"&&t!="height"&&t!="href"&&t!="list"&&t!="form"&&t!="tabIndex"&&t!="download"&&t!="rowSpan"&&t!="c\
olSpan"&&t!="role"&&t!="popover"&&t in e)try{return void(e[t]=n??"")}catch{}if(typeof n=="function")return;n==null||n===
!1&&t[4]!="-"?e.removeAttribute(t):e.setAttribute(t,t=="popover"&&n==1?"":n)}}function zr(e){return function(t){var n=this.
__e;if(n){if(n=n[e],t[it]==null)t[it]=zt++;else if(t[it]<this.__a[e])return;return n(x.event?x.event(t):t)}}}function Gt(e,t,n,o,s,i,a,l,c,f){
var d,v,_,p,b,S,m,w,g,P,L,Ut,Mn,rt,_e,Cn,de,ve,ie=t.type;if(t.constructor!==Ve)return null;128&n.__u&&(c=32&n.__u,d=n.__c.
__z)&&(t.__u|=c,v=i=[],d.nodeType==8?l=at(d,i):i.push(d),l=i[0]||l),(d=x.__b)&&d(t);e:if(typeof ie=="function"){_=a.length;
try{if(w=t.props,g=(d=ie.prototype)&&d.render,P=(d=ie.contextType)&&o[d.__c],L=d?P?P.props.value:d.__:o,(p=n.__c)?(t.__c=
p,2&p.__g&&(p.__g|=1)):(g?t.__c=p=new ie(w,L):(t.__c=p=new Me(w,L),p.constructor=ie,p.render=Br),P&&P.sub(p),p.state||(p.
state={}),p.__n=o,p.__g|=8,p.__h=[],p.__k=[]),g&&(p.__s||(p.__s=p.state),ie.getDerivedStateFromProps&&(p.__s==p.state&&(p.
__s=be({},p.__s)),be(p.__s,ie.getDerivedStateFromProps(w,p.__s)))),b=p.props,S=p.state,p.__v=t,n.__c){if(w!==b&&g&&!ie.getDerivedStateFromProps&&
p.componentWillReceiveProps&&p.componentWillReceiveProps(w,L),t.__v==n.__v&&!(8&p.__g)||!(4&p.__g)&&p.shouldComponentUpdate&&
p.shouldComponentUpdate(w,p.__s,L)===!1){t.__v!=n.__v&&(p.props=w,p.state=p.__s,p.__g&=-9),t.__e=n.__e,t.__k=n.__k,t.__k.
some(function(J){J&&(J.__=t)}),ct.push.apply(p.__h,p.__k),p.__k=[],p.__h.length&&a.push(p),l=pe(n);break e}p.componentWillUpdate&&
p.componentWillUpdate(w,p.__s,L),g&&p.componentDidUpdate&&p.__h.push(function(){p.componentDidUpdate(b,S,m)})}else g&&!ie.
getDerivedStateFromProps&&p.componentWillMount&&p.componentWillMount(),g&&p.componentDidMount&&p.__h.push(p.componentDidMount);
p.context=L,p.props=w,p.__P=e,p.__g&=-5,Ut=x.__r,Mn=g?25:0;do p.__g&=-9,Ut&&Ut(t),d=p.render(p.props,p.state=p.__s,p.context);while(8&
p.__g&&++Mn<25);g&&(ct.push.apply(p.__h,p.__k),p.__k=[]),p.state=p.__s,p.getChildContext&&(o=be({},o,p.getChildContext())),
g&&n.__c&&p.getSnapshotBeforeUpdate&&(m=p.getSnapshotBeforeUpdate(b,S)),rt=d&&d.type===$&&d.key==null?d.props.children:d,
w.__P&&(d=l,s=(e=w.__P).namespaceURI,c=i=null,n.props&&n.props.__P!=e&&(n.__k.some(function(J){J&&Jt(J,J)}),n.__k=null),
l=n.__k?pe(n,0):null),l=Nn(e,Wt(rt)?rt:[rt],t,n,o,s,i,a,l,c,f),w.__P&&(t.__e=null,l=d),t.__u&=-161,v&&v.some(ge),p.__h.length&&
a.push(p),1&p.__g&&(p.__g&=-4)}catch(J){if(a.length=_,t.__v=null,c||i)if(J&&J.then){if(t.__u|=128|c,i){for(~(de=i.indexOf(
l||void 0))||(de=i.length);(ve=i[de-1])&&ve.nodeType==8;)de--;for(;de<i.length;de++)if(ve=i[de])if(i[de]=null,_e){if(ve==
Cn)break}else{if(ve.nodeType!=8)break;ve.data.startsWith("$s")&&(Cn=at(_e=ve))}}if(!_e){for(;l&&l.nodeType==8&&l.nextSibling;)
l=l.nextSibling;_e=l}(d=at(_e=t.__c.__z||(t.__c.__z=_e)))?(t.__e=_e,l=d):t.__e=l,l=l&&l.nextSibling}else i&&i.some(ge);else
t.__e=n.__e;t.__k||(t.__k=n.__k||[]),J&&J.then||Un(t),x.__e(J,t,n)}}else l=t.__e=Wr(n.__e,t,n,o,s,i,a,c,f,e);return(d=x.
diffed)&&d(t),l}function at(e,t){if(e&&e.nodeType==8&&e.data.startsWith("$s"))for(var n=1;e=e.nextSibling;){if(e.nodeType==
8){if(e.data.startsWith("$s"))n++;else if(e.data.startsWith("/$s")&&!--n)return e}t&&t.push(e)}}function Un(e){e&&(e.__c&&
(e.__c.__g|=4),e.__k&&e.__k.some(Un))}function Fn(e,t,n){for(var o=0;o<n.length;)Kt(n[o++],n[o++],n[o++]);x.__c&&x.__c(t,
e),e.some(function(s){try{e=s.__h,s.__h=[],e.some(function(i){i.call(s)})}catch(i){x.__e(i,s.__v)}})}function Wr(e,t,n,o,s,i,a,l,c,f){
var d,v,_,p,b,S,m,w,g=n.props||ut,P=t.props,L=t.type;if(L=="svg"?s="http://www.w3.org/2000/svg":L=="math"?s="http://www.\
w3.org/1998/Math/MathML":s||(s="http://www.w3.org/1999/xhtml"),i){for(d=0;d<i.length;d++)if((b=i[d])&&(L?b.localName==L:
b.nodeType==3)){e=b,i[d]=null;break}}if(!e){if(w=f.ownerDocument||document,!L)return w.createTextNode(P);e=w.createElementNS(
s,L,P.is?P:f),l&&(x.__m&&x.__m(t,i),l=!1),i=null}if(L){if(f=L=="template"&&e.content||e,i=L=="textarea"&&P.defaultValue!=
null?null:i&&Bt.call(f.childNodes),!l&&i)for(g={},d=0;d<e.attributes.length;d++)g[(b=e.attributes[d]).name]=b.value;for(d in g)
b=g[d],d=="dangerouslySetInnerHTML"?_=b:d=="children"||d in P||d=="value"&&"defaultValue"in P||d=="checked"&&"defaultChe\
cked"in P||st(e,d,null,b,s);for(d in P)b=P[d],d=="children"?p=b:d=="dangerouslySetInnerHTML"?v=b:d=="value"?S=b:d=="chec\
ked"?m=b:l&&typeof b!="function"||g[d]===b||st(e,d,b,g[d],s);v?(l||_&&(v.__html==_.__html||v.__html==e.innerHTML)||(e.innerHTML=
v.__html),t.__k=[]):(_&&(e.textContent=""),(L=="foreignObject"||s=="http://www.w3.org/1998/Math/MathML"&&Ur.test(L))&&(s=
"http://www.w3.org/1999/xhtml"),Nn(f,Wt(p)?p:[p],t,n,o,s,i,a,i?i[0]:n.__k&&pe(n,0),l,c),i&&i.some(ge)),l&&L!="textarea"||
(d="value",L=="progress"&&S==null?e.removeAttribute(d):S==null||S===e[d]&&(L!="progress"||S)||st(e,d,S,g[d],s),d="checke\
d",m!=null&&m!=e[d]&&st(e,d,m,g[d],s))}else g===P||l&&e.data==P||(e.data=P);return e}function Kt(e,t,n,o){try{typeof e==
"function"?t?t.__x=e(t)||1:o&&(o=o.__c||o.__e)&&(t=o.__x)&&(o.__x=null,typeof t=="function"?t():e(null)):e.current=t}catch(s){
x.__e(s,n)}}function Jt(e,t,n){var o,s,i,a;if(x.unmount&&x.unmount(e),!(o=e.ref)||o.current&&o.current!=e.__e||Kt(o,null,
t,e),o=e.__c){if(o.componentWillUnmount)try{o.componentWillUnmount()}catch(l){x.__e(l,t)}o.__P=o.__n=null}if(o=e.__k)for(a=
0;a<o.length;a++)o[a]&&Jt(o[a],t,typeof e.type!="function"||n&&!e.props.__P);!n&&(o=e.__c)&&(o=o.__z)&&(s=at(o,i=[]))&&(o==
e.__e&&i.some(ge),ge(s),ge(o)),n||ge(e.__e),e.__e=e.__c=e.__=null}function Br(e,t,n){return this.constructor(e,n)}function Hn(e,t){
var n,o,s,i;x.__&&x.__(e,t),t.nodeType==9&&(t=t.documentElement),o=(n=e&&32&e.__u)?null:t.__k,t.__k=He($,{children:[e]}),
s=[],i=[],Gt(t,t.__k,o||ut,ut,t.namespaceURI,o?null:t.firstChild?Bt.call(t.childNodes):null,s,o?o.__e:t.firstChild,n,i),
Fn(s,t.__k,i),t.__k.props.children=null}x={__e:function(e,t,n,o){for(var s,i,a;t=t.__;)if((s=t.__c)&&!(1&s.__g)){s.__g|=4;try{if((a=(i=s.constructor)&&i.getDerivedStateFromError)&&
s.setState(i.getDerivedStateFromError(e)),s.componentDidCatch&&(s.componentDidCatch(e,o||{}),a=1),a&&8&s.__g)return void(s.
__g|=2)}catch(l){e=l}}throw lt=0,e}},Rn=0,Vt=function(e){return e!=null&&e.constructor===Ve},Me.prototype.setState=function(e,t){
var n=this.__s;n&&n!=this.state||(n=this.__s=be({},this.state)),typeof e=="function"&&(e=e(be({},n),this.props)),e&&(be(
n,e),this.__v&&(t&&this.__k.push(t),Tn(this)))},Me.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.
push(e),Tn(this))},Me.prototype.render=$,fe=[],lt=0,Ln=function(e,t){return e.__v.__b-t.__v.__b},it=Symbol(),Dn=/(PointerCapture)$|Capture$/i,
zt=0,Ht={},Ir=0;var Ce,j,Yt,Vn,Zt=Object.is,dt=0,Xn=[],Xt=[],A=x,zn=A.__b,Wn=A.__r,Bn=A.diffed,Gn=A.__c,Kn=A.unmount,Jn=A.__;function ft(e,t){
A.__h&&A.__h(j,e,dt||t),dt=0;var n=j.__H||(j.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function k(e){
return dt=1,Gr(Qn,e)}function Gr(e,t,n){var o=ft(Ce++,2);if(o.t=e,!o.__c&&(o.__=[n?n(t):Qn(void 0,t),function(i){var a=(o.
__N||o.__)[0],l=o.t(a,i);Zt(a,l)||(o.__N=[l,o.__[1]],o.__c.setState({}))}],o.__c=j,!j.__f)){j.__f=!0;var s=j.shouldComponentUpdate;
j.shouldComponentUpdate=function(i,a,l){var c=this.__H;if(!c)return!0;var f=!1,d=this.props!=i;if(c.__.some(function(_){
_.__N&&(f=!0,Zt(_.__[0],_.__N[0])||(d=!0))}),s){var v=s.call(this,i,a,l);return f?v||d:v}return!f||d}}return o.__}function q(e,t){
var n=ft(Ce++,3);!A.__s&&tn(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,j.__H.__h.push(n))}function en(e,t){var n=ft(Ce++,4);!A.__s&&
tn(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,j.__h.push(n))}function C(e){return dt=5,me(function(){return{current:e}},[])}function me(e,t){var n=ft(Ce++,7);return tn(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Kr(){var e;do{for(;e=Xt.shift();)try{ze(e)}catch(n){A.__e(n,{__:(e=e.__P)&&e.__v})}for(;e=Xn.shift();){var t=e.
__H;if(e.__P&&t)try{t.__h.some(ze),t.__h.some(Qt),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Xt.length)}A.__b=function(e){
j=null,zn&&zn(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Jn&&Jn(e,t)},A.__r=function(e){Wn&&Wn(e),Ce=
0;var t=(j=e.__c).__H;t&&(Yt==j?j.__h=[]:(t.__h.some(ze),t.__h.some(Qt),Ce=0),t.__h=[],t.__.some(function(n){n.__N&&(n.__=
n.__N),n.u=n.__N=void 0})),Yt=j},A.diffed=function(e){Bn&&Bn(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Zn(Xn.push(t)),
t.__H.__.some(function(n){n.u&&(n.__H=n.u)})),Yt=j=null},A.__c=function(e,t){t.some(function(n){try{n.__h.some(ze),n.__h=
n.__h.filter(function(o){return!o.__||Qt(o)})}catch(o){n.__h=[function(){throw o}]}}),Gn&&Gn(e,t)},A.unmount=function(e){
Kn&&Kn(e);var t,n,o=e.__c;o&&o.__H&&(o.__H.__.some(function(s){try{if(s.__P&&s.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||
!n.__c.__P);)n=n.__;n=n&&n.__c}s.__P=n,Zn(Xt.push(s))}else ze(s)}catch(i){t=i}}),o.__H=void 0,t&&A.__e(t,o.__v))};var Yn=typeof requestAnimationFrame==
"function";function Jr(e){var t,n=function(){clearTimeout(o),Yn&&cancelAnimationFrame(t),setTimeout(e)},o=setTimeout(n,35);
Yn&&(t=requestAnimationFrame(n))}function Zn(e){e!=1&&Vn==A.requestAnimationFrame||((Vn=A.requestAnimationFrame)||Jr)(Kr)}
function ze(e){var t=j,n=e.__c;typeof n=="function"&&(e.__c=void 0,n()),j=t}function Qt(e){var t=j;e.__c=e.__(),j=t}function tn(e,t){
return!e||e.length!=t.length||t.some(function(n,o){return!Zt(n,e[o])})}function Qn(e,t){return typeof t=="function"?t(e):
t}var Yr=Symbol.for("preact-signals");function _t(){if(ae>1)ae--;else{var e,t=!1;for((function(){var s=mt;for(mt=void 0;s!==
void 0;){var i=s.S;if(i.v===s.v)for(var a=i.t;a!==void 0;a=a.x)a.i===s.i&&(a.i=i.i);s=s.o}})();Be!==void 0;){var n=Be;for(Be=
void 0,pt++;n!==void 0;){var o=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&to(n))try{n.c()}catch(s){t||(e=s,t=!0)}n=o}}if(pt=0,ae--,
t)throw e}}function Te(e){if(ae>0)return e();nn=++Zr,ae++;try{return e()}finally{_t()}}var We,D=void 0;function Ge(e){var t=D,
n=We;D=void 0,We=void 0;try{return e()}finally{D=t,We=n}}var Be=void 0,ae=0,pt=0,Zr=0,nn=0,mt=void 0,ht=0;function eo(e){
if(D!==void 0){var t=e.n;if(t===void 0||t.t!==D)return t={i:0,S:e,p:D.s,n:void 0,t:D,e:void 0,x:void 0,r:t},D.s!==void 0&&
(D.s.n=t),D.s=t,e.n=t,32&D.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=D.
s,t.n=void 0,D.s.n=t,D.s=t),t}}function I(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,
this.Z=t?.unwatched,this.name=t?.name}I.prototype.brand=Yr;I.prototype.h=function(){return!0};I.prototype.S=function(e){
var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n!==void 0?n.e=e:Ge(function(){var o;(o=t.W)==null||o.call(t)}))};
I.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,o=e.x;n!==void 0&&(n.x=o,e.e=void 0),o!==void 0&&(o.e=
n,e.x=void 0),e===this.t&&(this.t=o,o===void 0&&Ge(function(){var s;(s=t.Z)==null||s.call(t)}))}};I.prototype.subscribe=
function(e){var t=this;return H(function(){var n=t.value;Ge(function(){return e(n)})},{name:"sub"})};I.prototype.valueOf=
function(){return this.value};I.prototype.toString=function(){return this.value+""};I.prototype.toJSON=function(){return this.
value};I.prototype.peek=function(){var e=this;return Ge(function(){return e.value})};Object.defineProperty(I.prototype,"\
value",{get:function(){var e=eo(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(pt>100)throw new Error(
"Cycle detected");(function(n){ae!==0&&pt===0&&n.l!==nn&&(n.l=nn,mt={S:n,v:n.v,i:n.i,o:mt})})(this),this.v=e,this.i++,ht++,
ae++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{_t()}}}});function E(e,t){return new I(e,t)}function to(e){for(var t=e.
s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function no(e){for(var t=e.s;t!==void 0;t=t.n){
var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function oo(e){for(var t=e.s,n=void 0;t!==
void 0;){var o=t.p;t.i===-1?(t.S.U(t),o!==void 0&&(o.n=t.n),t.n!==void 0&&(t.n.p=o)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),
t=o}e.s=n}function ye(e,t){I.call(this,void 0,t),this.x=e,this.s=void 0,this.g=ht-1,this.f=4}ye.prototype=new I;ye.prototype.
h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===ht))return!0;if(this.g=ht,this.f|=
1,this.i>0&&!to(this))return this.f&=-2,!0;var e=D;try{no(this),D=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&
(this.v=t,this.f&=-17,this.i++)}catch(n){this.v=n,this.f|=16,this.i++}return D=e,oo(this),this.f&=-2,!0};ye.prototype.S=
function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}I.prototype.S.call(this,e)};ye.prototype.
U=function(e){if(this.t!==void 0&&(I.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=
t.n)t.S.U(t)}};ye.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}};Object.defineProperty(
ye.prototype,"value",{get:function(){if(1&this.f)throw new Error("Cycle detected");var e=eo(this);if(this.h(),e!==void 0&&
(e.i=this.i),16&this.f)throw this.v;return this.v}});function ee(e,t){return new ye(e,t)}function ro(e){var t=e.j;if(e.j=
void 0,typeof t=="function"){ae++;var n=D;D=void 0;try{t()}catch(o){throw e.f&=-2,e.f|=8,on(e),o}finally{D=n,_t()}}}function on(e){
for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,ro(e)}function Xr(e){if(D!==this)throw new Error("Out-of-o\
rder effect");oo(this),D=e,this.f&=-2;try{8&this.f&&on(this)}finally{_t()}}function Oe(e,t){this.x=e,this.j=void 0,this.
s=void 0,this.u=void 0,this.f=32,this.name=t?.name,We&&We.push(this)}Oe.prototype.c=function(){var e=this.S();try{if(8&this.
f||this.x===void 0)return;var t=this.x();typeof t=="function"&&(this.j=t)}finally{e()}};Oe.prototype.S=function(){if(1&this.
f)throw new Error("Cycle detected");this.f|=1,this.f&=-9,ro(this),no(this),ae++;var e=D;return D=this,Xr.bind(this,e)};Oe.
prototype.N=function(){2&this.f||(this.f|=2,this.u=Be,Be=this)};Oe.prototype.d=function(){this.f|=8,1&this.f||on(this)};
Oe.prototype.dispose=function(){this.d()};function H(e,t){var n=new Oe(e,t);try{n.c()}catch(s){throw n.d(),s}var o=n.d.bind(
n);return o[Symbol.dispose]=o,o}var rn,Je,vt,Qr=typeof window<"u"&&!!window.__PREACT_SIGNALS_DEVTOOLS__,so=[],io=[];H(function(){rn=this.N})();function Re(e,t){
x[e]=t.bind(null,x[e]||function(){})}function Ke(e){if(vt){var t=vt;vt=void 0,t()}vt=e&&e.S()}function ao(e){var t=this,
n=e.data,o=ts(n);o.name="ReactiveDom",o.value=n;var s=me(function(){for(var l=t,c=t.__v;c=c.__;)if(c.__c){c.__c.__$f|=4;
break}var f=ee(function(){var p=o.value.value;return p===0?0:p===!0?"":p||""}),d=ee(function(){return!Array.isArray(f.value)&&
!Vt(f.value)}),v=H(function(){if(this.N=lo,d.value){var p=f.value;l.__v&&l.__v.__e&&l.__v.__e.nodeType===3&&(l.__v.__e.data=
p)}}),_=t.__$u.d;return t.__$u.d=function(){v(),_.call(this)},[d,f]},[]),i=s[0],a=s[1];return i.value?a.peek():a.value}ao.
displayName="ReactiveTextNode";Object.defineProperties(I.prototype,{constructor:{configurable:!0,value:An($,null).constructor},
type:{configurable:!0,value:ao},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},
__b:{configurable:!0,value:1}});Re("__b",function(e,t){if(Ke(),Je=void 0,typeof t.type=="string"){var n,o=t.props;for(var s in o)
if(s!=="children"){var i=o[s];i instanceof I&&(n||(t.__np=n={}),n[s]=i,o[s]=i.peek())}}e(t)});Re("__r",function(e,t){if(e(
t),t.type!==$){Ke();var n,o=t.__c;o&&(o.__$f&=-2,(n=o.__$u)===void 0&&(o.__$u=n=(function(s,i){var a;return H(function(){
a=this},{name:i}),a.c=s,a})((function(s){return function(){var i;Qr&&((i=this.y)==null||i.call(this)),s.__$f|=1,s.setState(
{})}})(o),typeof t.type=="function"?t.type.displayName||t.type.name:""))),Je=o,Ke(n)}});Re("__e",function(e,t,n,o){Ke(),
Je=void 0,e(t,n,o)});Re("diffed",function(e,t){Ke(),Je=void 0;var n;if(typeof t.type=="string"&&(n=t.__e)){var o=t.__np,
s=t.props,i=n.U;if(i)for(var a in i){var l=i[a];l===void 0||o&&a in o||(l.d(),i[a]=void 0)}if(o){i||(i={},n.U=i);for(var c in o){
var f=i[c],d=o[c];f===void 0?(f=es(n,c,d,s),i[c]=f):f.o(d,s)}}}e(t)});function es(e,t,n,o){var s=t in e&&e.ownerSVGElement===
void 0,i=E(n);return{o:function(a,l){i.value=a,o=l},d:H(function(){this.N=lo;var a=i.value.value;o[t]!==a&&(o[t]=a,s?e[t]=
a:a!=null&&(a!==!1||t[4]==="-")?e.setAttribute(t,a):e.removeAttribute(t))})}}Re("unmount",function(e,t){if(typeof t.type==
"string"){var n=t.__e;if(n){var o=n.U;if(o){n.U=void 0;for(var s in o){var i=o[s];i&&i.d()}}}var a=t.__np;if(a){var l=t.
props;for(var c in a)l[c]=a[c]}t.__np=void 0}else{var f=t.__c;if(f){f.__$f|=8;var d=f.__$u;d&&(f.__$u=void 0,d.d())}}e(t)});
Re("__h",function(e,t,n,o){o<3&&(t.__$f|=2),e(t,n,o)});Me.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;
var n=this.__$u,o=n&&n.s!==void 0;for(var s in t)return!0;if(this.__f||typeof this.u=="boolean"&&this.u===!0){var i=2&this.
__$f;if(!(o||i||4&this.__$f)||1&this.__$f)return!0}else if(!(o||4&this.__$f)||3&this.__$f)return!0;for(var a in e)if(a!==
"__source"&&e[a]!==this.props[a])return!0;for(var l in this.props)if(!(l in e))return!0;return!1};function ts(e,t){return me(
function(){return E(e,t)},[])}var ns=typeof requestAnimationFrame>"u"?setTimeout:function(e){var t=function(){clearTimeout(n),cancelAnimationFrame(o),
e()},n=setTimeout(t,35),o=requestAnimationFrame(t)},os=function(e){queueMicrotask(function(){queueMicrotask(e)})};function rs(){
Te(function(){for(var e;e=so.shift();)rn.call(e)})}function ss(){so.push(this)===1&&(x.requestAnimationFrame||ns)(rs)}function is(){
Te(function(){for(var e;e=io.shift();)rn.call(e)})}function lo(){io.push(this)===1&&(x.requestAnimationFrame||os)(is)}function uo(e,t){
var n=C(e);n.current=e;var o=Je;q(function(){return H(function(){if(this.N=ss,!(o&&8&o.__$f))return n.current()},t)},[])}var we=class extends Error{constructor(n){super(n.message);this.problem=n}problem};function as(){let e=document.getElementById(
"logloom-report")?.textContent;return e?JSON.parse(e):null}var M=as(),Ye=null;function co(e,t){if(M)return;let n=fo(e,t);
Ye={path:n,response:fetch(n)},Ye.response.catch(()=>{})}function fo(e,t){return`api/panels?dashboard=${encodeURIComponent(
e)}&${t}`}function ls(e,t){if(Ye?.path!==e)return fetch(e,{signal:t??null});let{response:n}=Ye;return Ye=null,n}async function po(e,t){
let n=await ls(e,t);if(n.ok)return n;let o=await n.json().catch(()=>null);throw new we(o?.error??{message:`${n.status} ${n.
statusText}`,at:null,end:null})}async function ke(e,t){return(await po(e,t)).json()}async function*us(e){let t=e.body.pipeThrough(
new TextDecoderStream).getReader(),n="";for(let o=await t.read();!o.done;o=await t.read()){let s=(n+o.value).split(`
`);n=s.pop()??"",yield*s}n&&(yield n)}function mo(){return M?Promise.resolve(M.schema):ke("api/schema")}async function*ho(e,t,n){
if(M){yield*M.panels[e||(M.schema.dashboards[0]?.name??"")]??[];return}let o=await po(fo(e,t),n);for await(let s of us(o))
s&&(yield JSON.parse(s))}function _o(e,t,n){return ke(`api/histogram?${e}${t?"&invalid=1":""}`,n)}function gt(e,t,n){if(M){
let s=t.panel??(t.invalid?"invalid":"");return Promise.resolve(M.events[s]??{total:0,events:[],next:null})}let o=new URLSearchParams(
e);return t.panel&&o.set("panel",t.panel),t.invalid&&o.set("invalid","1"),t.before&&o.set("before",t.before),o.set("limi\
t",String(t.limit??100)),ke(`api/events?${o}`,n)}function vo(e,t,n,o){let s=new URLSearchParams(n);return s.set("field",
e),s.set("prefix",t),ke(`api/values?${s}`,o)}function go(e,t,n){return ke(`api/complete?${new URLSearchParams({text:e,at:String(
t)})}`,n)}function bo(){return M?Promise.resolve(M.alerts):ke("api/alerts")}function yo(){return M?Promise.resolve(M.faults):
ke("api/faults")}function wo(e,t){if(M)return e(M.state),()=>{};let n=new EventSource("api/live");return n.addEventListener(
"state",o=>e(JSON.parse(o.data))),n.onopen=()=>t("open"),n.onerror=()=>t("lost"),()=>n.close()}function ko(e){return"ran\
ge"in e}var cs=["events","faults","alerts"],ds=new Set(["dashboard","from","to","q","align","view","columns","invalid","token"]),
Le={view:"dashboard",dashboard:"",from:"all",to:"now",q:"",align:!1,picks:{},columns:[],invalid:!1};function bt(e){let t=new URLSearchParams(
e),n=t.get("view")??"",o={};for(let[s,i]of t)ds.has(s)||(o[s]??=[]).push(i);return{view:cs.includes(n)?n:"dashboard",dashboard:t.
get("dashboard")??"",from:t.get("from")??Le.from,to:t.get("to")??Le.to,q:t.get("q")??"",align:t.get("align")==="start",picks:o,
columns:t.get("columns")?.split(",").filter(Boolean)??[],invalid:t.get("invalid")==="1"}}function W(e){let t=new URLSearchParams;
t.set("from",e.from),e.from!=="all"&&t.set("to",e.to),e.q&&t.set("q",e.q),e.align&&t.set("align","start");for(let[n,o]of Object.
entries(e.picks))for(let s of o)t.append(n,s);return t}function Ze(e){let t=W(e);e.from===Le.from&&t.delete("from"),e.to===
Le.to&&t.delete("to"),e.view!=="dashboard"?t.set("view",e.view):e.dashboard&&t.set("dashboard",e.dashboard),e.view==="ev\
ents"&&e.columns.length&&t.set("columns",e.columns.join(",")),e.view==="events"&&e.invalid&&t.set("invalid","1");let n=t.
toString();return n?`?${n}`:location.pathname}var h=E(bt(location.search||(M?.query??"")));function y(e,{replace:t=!1}={}){
let n={...h.value,...e};Ze(n)!==Ze(h.value)&&(history[t?"replaceState":"pushState"](null,"",Ze(n)),h.value=n)}function yt(e,t){
let n={...h.value.picks,[e]:t};return t.length||delete n[e],{picks:n}}addEventListener("popstate",()=>{h.value=bt(location.
search||(M?.query??""))});var xo=[[/^the query is (.+) characters long, more than (.+): ask for less at once$/,"查询有 {1} 个字符，超过 {2}：请缩短查询"],
[/^half of a surrogate pair is no character: remove it$/,"半个代理对不是字符：请删除"],[/^brackets are nested more than (\d+) deep: write the query flatter$/,
"括号嵌套超过 {1} 层：请减少嵌套"],[/^the value is blank: write `""` for empty text, `field:\*` for any value$/,
'值为空：空文本请写 `""`，任意值请写 `field:*`'],[/^a `\\u` escape gives half of a surrogate pair: .+$/,"\
`\\u` 转义只给出半个代理对：请写出两半，或直接写该字符"],[/^(`[^]+`): a wildcard in a field's name is not supported: name each field, joined by `or`$/,
"{1}：字段名不支持通配符：请列出各字段，用 `or` 连接"],[/^(unexpected [^]+?) \(([^]+)\)$/,"{1}（{2}）"],
[/^unexpected (`[^]`|the end): expected ([^]+)$/,"此处不应为{1}：应为 {2}"],[/^unexpected (`[^]`|the end)$/,"此处不\
应为{1}"],[/^the end$/,"结尾"],[/^a field or a value(?:, ([^]+))?$/,"字段或值 {1}"],[/^nested queries, `field:\{\.\.\.\}`, are not supported: no field of a schema holds objects$/,
"不支持嵌套查询 `field:{...}`：schema 的字段不含对象"],[/^a value that holds `\}` stands in quotes$/,"含 `\
}` 的值要加引号"],[/^the quote that opens here is never closed; `\\"` is the character$/,'此处的引号没有闭合；引号字符本身写作 `\\"`'],
[/^(`\\\\`) is the character; alone it escapes (`[^]+`), or writes (`[^]+`)$/,"{1} 表示反斜杠字符；单独一个用来转义 {2}，或写出 {3}"],
[/^`not` before a blank is an operator, even at the end of a word: use quotes$/,"空格前的 `not` 是运算符，在词尾也一样：请加引号"],
[/^leave out the `:` before a comparison: `field > 5`$/,"比较运算符前不要写 `:`：`field > 5`"],[/^a value that holds `:`, such as a time, stands in quotes$/,
"含 `:` 的值（如时间）要加引号"],[/^a bracket is not closed$/,"括号没有闭合"],[/^no bracket is open here, or there is nothing in it$/,
"此处没有未闭合的括号，或括号内为空"],[/^the schema has no field (`[^]+?`): it is stored as (`[^]+`)$/,
"schema 中没有字段 {1}：它存储为 {2}"],[/^the schema has no field (`[^]+?`); did you mean (`[^]+`)\?$/,"schema\
 中没有字段 {1}；是否为 {2}？"],[/^the schema has no field (`[^]+?`); a key that was set apart is `extra\.<key>`$/,
"schema 中没有字段 {1}；schema 之外的键写作 `extra.<key>`"],[/^`null` has no meaning: .+$/,"`null` 没有意义：`not\
 field:*` 查找没有该字段的事件；要搜索这个词请加引号"],[/^name the key: `extra\.<key>`; `extra:\*` finds events that have any$/,
"请写出键名：`extra.<key>`；`extra:*` 查找含任意额外键的事件"],[/^(`[^]+`): the whole `_id` is needed$/,
"{1}：需要完整的 `_id`"],[/^(`[^]+`): in `extra` a wildcard may only stand at the end$/,"{1}：在 `extra` 中通配符只能放在末尾"],
[/^(`[^]+`): a wildcard finds nothing in a field of type (\w+)$/,"{1}：在 {2} 类型的字段中通配符找不到任何内容"],
[/^a value may hold at most (\d+) wildcards$/,"一个值最多含 {1} 个通配符"],[/^a value with a wildcard may have at most (\d+) characters$/,
"含通配符的值最多 {1} 个字符"],[/^(`[^]+`) holds no word: words are letters, digits and `_`, all else lies between them$/,
"{1} 中没有词：词由字母、数字和 `_` 组成，其余都是分隔符"],[/^(`[^]+`) is never (`[^]*`); did you mean (`[^]+`)\?$/,
"{1} 不会是 {2}；是否为 {3}？"],[/^(`[^]+`) is never (`[^]*`); it is one of ([^]+)$/,"{1} 不会是 {2}；可选值：{3}"],
[/^(`[^]+`) is no number: write one such as 0\.9, -3 or 1e-5$/,"{1} 不是数字：请写 0.9、-3 或 1e-5 这样的数"],
[/^(`[^]+`) is beyond what a double can hold$/,"{1} 超出双精度浮点数的范围"],[/^(`[^]+`) is not whole, and the field holds integers: compare with `<` or `>`$/,
"{1} 不是整数，而该字段是整数：请用 `<` 或 `>` 比较"],[/^(`[^]+`) is beyond 64 bits: no integer field holds it$/,
"{1} 超出 64 位：整数字段存不下"],[/^(`[^]+`) is neither `true` nor `false`$/,"{1} 既不是 `true` 也不是 `false`"],
[/^(`[^]+`) is no time: write ([^]+) or ([^]+)$/,"{1} 不是时间：请写 {2} 或 {3}"],[/^(`[^]+`) holds (\w+) values, which have no order: write (`[^]+`)$/,
"{1} 的值是 {2} 类型，没有大小之分：请写 {3}"],[/^a query has at most (.+) characters, and this one (.+)$/,
"查询最多 {1} 个字符，此查询有 {2} 个"],[/^more than (\d+) values are picked; ask with a query and a wildcard instead$/,
"选择的值超过 {1} 个；请改用带通配符的查询"],[/^the time range is empty: it begins at (.+) and ends at (.+); let it begin earlier$/,
"时间范围为空：从 {1} 到 {2}；请让起点更早"],[/^(`[^]+?`): ('[^]*') is no time; write (.+) or (.+)$/,"{1\
}：{2} 不是时间；请写 {3} 或 {4}"],[/^(`[^]+?`): (.+) lies outside of (\d+) to (\d+); nothing was trained then$/,
"{1}：{2} 不在 {3} 到 {4} 年之间"],[/^there is no field (`[^]+?`); did you mean (`[^]+`)\?$/,"没有字段 {1}；是否为 {2}？"],
[/^there is no field (`[^]+`)$/,"没有字段 {1}"],[/^the schema has no dashboard ('[^]*'); it has ([^]+)$/,"schema 中没有\
仪表板 {1}；现有：{2}"],[/^(.+) marks are more than a page can draw; choose a shorter time range or pick a job$/,
"{1} 个点太多，无法绘制；请缩短时间范围或选择任务"],[/^this took longer than (.+) s and was stopped; choose a shorter time range or pick a job$/,
"查询超过 {1} 秒，已停止；请缩短时间范围或选择任务"],[/^(\d+) questions are being answered already; ask again in a moment$/,
"正在处理 {1} 个查询；请稍后重试"],[/^([^=\s]+=[^]*?): (`[^]+)$/,"{1}：{2}"],[/^is less than$/,"小于"],[
/^is at most$/,"不大于"],[/^is greater than$/,"大于"],[/^is at least$/,"不小于"],[/^both hold$/,"两者都成立"],
[/^one of the two holds$/,"任一成立"],[/^does not hold$/,"不成立"],[/^holds the words$/,"包含这些词"],[/^is$/,
"等于"],[/^has a value$/,"有值"],[/^What was set apart, and why\.$/,"不符合 schema 的内容及原因。"],[/^Id of the event\.$/,
"事件的 ID。"],[/^What the schema lacks\.$/,"schema 之外的内容。"],[/^15 minutes ago$/,"15 分钟前"],[/^an hour ago$/,
"1 小时前"],[/^a day ago$/,"1 天前"],[/^today$/,"今天"],[/^([\d,]+) events?$/,"{1} 条事件"]];var So={Overview:"总览","Is anything wrong, and where? Begin here; a click on a job opens it.":"哪里出了问题？从这里开始，点击任务可打开它。",
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
"Newest events":"最新事件","What the doctor found":"doctor 的发现","Errors at full GPU memory":"显存占满时的错误",
"Exceptions with their tracebacks":"带堆栈的异常","Events that broke the schema":"违反 schema 的事件","Lines \
of plain text":"纯文本行","Starts and ends of jobs":"任务的开始与结束",Epochs:"轮次","Epochs of more than \
ten minutes":"超过十分钟的轮次","GPUs that wait":"空等的 GPU","Hot GPUs":"过热的 GPU","Errors of the NVIDI\
A driver":"NVIDIA 驱动错误",Checkpoints:"检查点",Retries:"重试","Faults injected on purpose":"故意注入的故障",
"When it happened, in UTC with milliseconds.":"发生时间，UTC，精确到毫秒。","How grave it is.":"严重程度。",
"The program that speaks, such as a trainer or an inference server.":"发出事件的程序，如训练器或推理服务。",
"Version of the service.":"服务的版本。","One run of one job; all its processes share it.":"一个任务的一次运行，其所有进程共用。",
"What kind of event it is.":"事件的种类。","What happened, in words.":"用文字说明发生了什么。","The pro\
cess that wrote the event; drawn anew in each process, and after each fork.":"写出事件的进程；每个进程及每次 fork 后重新生成。",
"Number of the event within its run, from 0 and without gaps.":"事件在其进程内的序号，从 0 起连续。","Ho\
w many events the run wrote in all; stands in its job_end.":"该进程共写出多少事件，记在 job_end 中。","Ad\
dress of the machine.":"机器地址。","Rank of the process within the job.":"进程在任务中的 rank。","GPUs of \
the process, as the machine numbers them.":"进程使用的 GPU，按机器编号。","Where it runs, such as production\
, staging or dev.":"运行环境，如 production、staging 或 dev。","Class of the exception.":"异常的类。","Tra\
ceback of the exception.":"异常的堆栈。","The trace that the event belongs to (32 hex digits).":"事件所属的 trace（32 位十\
六进制）。","The same fault in Sentry (32 hex digits).":"同一故障在 Sentry 中的编号（32 位十六进制）。",
"When the store took the event in.":"事件入库的时间。","What the stored events take on disk; `logloom doctor --l\
og` measures it.":"已存事件占用的磁盘空间，由 `logloom doctor --log` 测量。","Why a line that means to b\
e an object could not be parsed.":"该行为何无法解析。","The line that could not be parsed, redacted.":"无法解析的原始行\
，已脱敏。","Name of the model that is trained or served.":"所训练或提供服务的模型名。","Name of the d\
ata set.":"数据集名。","Samples in one step on one rank.":"每个 rank 每步的样本数。","Epochs that the job \
means to run.":"任务计划运行的轮数。","GPUs of the whole job.":"整个任务的 GPU 数。","Number format of \
the computation, such as fp32, bf16 or amp.":"计算的数值格式，如 fp32、bf16 或 amp。","Epoch that the event \
belongs to.":"事件所属的轮次。","Optimizer steps taken since the start of the job.":"任务开始以来的优化步数。",
"Loss of the training.":"训练损失。","Learning rate of the step.":"该步的学习率。","Mean average precision a\
t an overlap of 0.5, on held-out data.":"验证数据上 IoU 为 0.5 时的平均精度。","Samples per second of this \
process.":"该进程每秒处理的样本数。","How long it took; of the job in job_end, of the epoch in epoch_end, of\
 the step in step.":"耗时：job_end 中为任务，epoch_end 中为轮次，step 中为单步。","Used share of devic\
e memory.":"显存占用比例。","Share of time in which the GPU computed.":"GPU 处于计算状态的时间比例。",
"Temperature of the GPU.":"GPU 温度。","Power that the GPU draws.":"GPU 功耗。","Number of the NVIDIA driver's Xid\
 error.":"NVIDIA 驱动的 Xid 错误号。","Whether the fault was injected on purpose, to try the pipeline.":"该故障是否为测试\
管道而故意注入。"};var Po={about_shortcuts:"Keyboard shortcuts",ago:"{time} ago",alerts:"Alerts",alerts_checked:"Checked {ago}",alerts_none:"\
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
Single keys do this (off: only Tab, Enter, Esc and the arrows)",kind_area:"area",kind_bar:"bar",kind_donut:"donut",kind_events:"\
events",kind_heatmap:"heatmap",kind_line:"line",kind_metric:"metric",kind_table:"table",language:"Language",last_15m:"La\
st 15 minutes",last_1h:"Last hour",last_24h:"Last 24 hours",last_30d:"Last 30 days",last_6h:"Last 6 hours",last_7d:"Last\
 7 days",last_fired:"Last fired {ago}",light:"Light",live:"Live",local_time:"Local",lost:"No connection",lost_how:"The p\
age's server does not answer. Start it again with `logloom view`; this page goes on by itself.",main:"Skip to the conten\
t",measure_average:"average",measure_count:"count",measure_last:"last",measure_max:"max",measure_median:"median",measure_min:"\
min",measure_percentile:"percentile",measure_rate:"rate",measure_sum:"sum",measure_unique:"unique",menu:"Options of {tit\
le}",minutes:"{count} min",more_values:"There are more values: type to find one.",never_fired:"Has not fired",new_events:"\
New events: show",newer:"Back to the newest",newest_event:"Newest event {ago}",no_data:"No data",not_sent:"waits to be s\
ent",notify:"Tells {routes}",notify_none:"Tells nobody",older:"Older",open_events:"Show the events",open_in:"Open {value\
} in {dashboard}",parsed:"Parsed events",pause:"Pause",paused:"Paused",pick_title:"Pick {field}",query:"Query",query_clear:"\
Clear the query",query_help:"Kibana's query language: level:ERROR and gpu_memory > 0.9",query_placeholder:"Filter events\
, such as level:ERROR and gpu_memory > 0.9",quiet:"quiet",rank:"rank",recent:"Recent queries",recent_one:"recent",remove:"\
Remove {name}",report:"Report of {at}",restore:"Back to its size",resume:"Go on",seconds:"{count} s",series_only:"Only {\
name}; again for all",settings:"Settings",show_chart:"Show as chart",show_table:"Show as table",span_d:"d ",span_h:"h ",
span_m:"m ",span_s:"s ",stack:"Stack trace",store:"{events} events · {jobs} jobs · {size}",summary_chart:"{kind}, {ser\
ies} series, {points} points.",summary_none:"{kind} without data.",summary_series:"{name}: {value}",tags:"Fault",theme:"\
Theme",time:"Time",time_range:"Time range",times:"Times",unit_d:" d",unit_h:" h",unit_min:" min",unit_ms:" ms",unit_per_second:"\
/s",unit_s:" s",unknown_dashboard:"This schema has no such dashboard.",until_now:"now",updated:"Updated: {asked}, {time}",
utc:"UTC",value:"Value",violations:"Breaks the schema",waiting:"Waiting",zoom_out:"Zoom out"};var $o={about_shortcuts:"键盘快捷键",ago:"{time}前",alerts:"告警",alerts_checked:"{ago}检查",alerts_none:"此 sc\
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
kind_area:"面积图",kind_bar:"柱状图",kind_donut:"环形图",kind_events:"事件",kind_heatmap:"热力图",kind_line:"\
折线图",kind_metric:"数值",kind_table:"表格",language:"语言",last_15m:"最近 15 分钟",last_1h:"最近 1 小时",
last_24h:"最近 24 小时",last_30d:"最近 30 天",last_6h:"最近 6 小时",last_7d:"最近 7 天",last_fired:"上次触发：{\
ago}",light:"浅色",live:"实时",local_time:"本地",lost:"连接中断",lost_how:"页面服务没有响应。请用 `logloom view` 重新启动，本页会\
自动恢复。",main:"跳到内容",measure_average:"平均",measure_count:"数量",measure_last:"最新",measure_max:"\
最大",measure_median:"中位数",measure_min:"最小",measure_percentile:"百分位",measure_rate:"速率",measure_sum:"\
合计",measure_unique:"去重数",menu:"{title} 的选项",minutes:"{count} 分钟",more_values:"还有更多值，输入以查找。",
never_fired:"从未触发",new_events:"有新事件，点击显示",newer:"回到最新",newest_event:"最新事件：{ago}",
no_data:"无数据",not_sent:"等待发送",notify:"通知 {routes}",notify_none:"不通知",older:"更早",open_events:"\
查看事件",open_in:"在 {dashboard} 中打开 {value}",parsed:"已解析的事件",pause:"暂停",paused:"已暂停",
pick_title:"选择 {field}",query:"查询",query_clear:"清除查询",query_help:"Kibana 查询语言：level:ERROR and gpu_memory\
 > 0.9",query_placeholder:"筛选事件，例如 level:ERROR and gpu_memory > 0.9",quiet:"正常",rank:"rank",recent:"最近\
的查询",recent_one:"最近",remove:"移除 {name}",report:"{at} 的报告",restore:"恢复大小",resume:"继续",seconds:"\
{count} 秒",series_only:"仅看 {name}，再次点击恢复",settings:"设置",show_chart:"显示为图表",show_table:"\
显示为表格",span_d:" 天 ",span_h:" 小时 ",span_m:" 分 ",span_s:" 秒",stack:"堆栈",store:"{events} 条事件 · {job\
s} 个任务 · {size}",summary_chart:"{kind}，{series} 个系列，{points} 个点。",summary_none:"{kind}，无数据。",
summary_series:"{name}：{value}",tags:"故障",theme:"主题",time:"时间",time_range:"时间范围",times:"时区",unit_d:"\
 天",unit_h:" 小时",unit_min:" 分钟",unit_ms:" 毫秒",unit_per_second:"/秒",unit_s:" 秒",unknown_dashboard:"此 sc\
hema 没有这个仪表板。",until_now:"现在",updated:"已更新：{asked}，{time}",utc:"UTC",value:"值",violations:"\
违反 schema",waiting:"等待发送",zoom_out:"缩小"};var Mo="logloom",Eo={theme:"auto",language:"auto",times:"local",keys:!0};function fs(){try{return{...Eo,...JSON.parse(localStorage.
getItem(Mo)??"{}")}}catch{return Eo}}var U=E(fs());function Xe(e){U.value={...U.value,...e};try{localStorage.setItem(Mo,
JSON.stringify(U.value))}catch{}}var Co=matchMedia("(prefers-color-scheme: dark)"),Z=E("light");function To(){let e=U.value.
theme;Z.value=e==="auto"?Co.matches?"dark":"light":e}Co.addEventListener("change",To);H(To);H(()=>{document.documentElement.
dataset.theme=Z.value});var ps={en:Po,zh:$o},Y=ee(()=>{let e=U.value.language;return e!=="auto"?e:navigator.language.toLowerCase().startsWith("z\
h")?"zh":"en"});H(()=>{document.documentElement.lang=Y.value==="zh"?"zh-CN":"en"});function u(e,t={}){return ps[Y.value][e].
replace(/\{(\w+)\}/g,(n,o)=>String(t[o]??n))}function X(e){if(Y.value==="en")return e;for(let[t,n]of xo){let o=t.exec(e);
if(o)return n.replace(/\{(\d)\}/g,(s,i)=>X(o[Number(i)]??"")).trim()}return e}function he(e){return Y.value==="zh"?So[e]??
e:e}function wt(e){return e[Y.value]??e.en??Object.values(e)[0]??""}function ms(e){let t=e.dashboards.map(s=>({...s,title:he(s.title),description:he(s.description),panels:s.panels.map(i=>({
...i,title:he(i.title)}))})),n=e.histograms.map(s=>({...s,title:he(s.title)})),o=Object.fromEntries(Object.entries(e.fields).
map(([s,i])=>[s,{...i,description:he(i.description)}]));return{...e,dashboards:t,histograms:n,fields:o}}var kt=E(null),T=ee(
()=>kt.value?ms(kt.value):null),R=E(null),De=E("open"),z=E(!1),te=E(null),xe=E(null),et=E(!1),St=E(""),un=E(0),ne=ee(()=>{
let e=T.value?.dashboards??[],{view:t,dashboard:n}=h.value;return t!=="dashboard"?null:n?e.find(o=>o.name===n)??null:e[0]??
null}),ue=ee(()=>W(h.value).toString()),hs={rows:null,error:null,ms:0,step:void 0,range:null},an=new Map;function je(e,t){
let n=`${e.name}.${t.index}`,o=an.get(n);return o||an.set(n,o=E(hs)),o}function Oo(e,{rows:t,error:n,step:o,range:s}){return JSON.
stringify([t,n,o,e.over_time&&s])}function Ro(e,t,n){Oo(e,t.peek())!==Oo(e,n)&&(t.value=n)}function _s(e,t){if(ko(t)){te.
value=t.range,Ae=t.version;return}let n=e.panels[t.panel];if(!n)return;let o=je(e,n);"error"in t?Ro(n,o,{...o.peek(),error:t.
error}):Ro(n,o,{rows:t.rows,error:null,ms:t.ms,step:t.step_seconds,range:te.peek()})}var vs=500,Ae=-1,Qe=null,ln=!1,sn;async function gs(e,t){
for await(let n of ho(h.peek().dashboard,W(h.peek()),t.signal)){if(t.signal.aborted)return;Te(()=>_s(e,n))}xe.value=null}
function bs(e){if(e instanceof we)xe.value=e.problem;else if(e instanceof TypeError)De.value="lost";else throw e;Ae=R.peek()?.
version??Ae}async function Lo(){Qe?.abort();let e=ne.peek();if(!e){Ae=R.peek()?.version??Ae;return}let t=Qe=new AbortController,
n=performance.now();et.value=!0,await gs(e,t).catch(o=>t.signal.aborted||bs(o)),Qe===t&&(Qe=null,et.value=!1,St.value=ue.
peek(),ln&&Do()&&Pt(Math.max(vs,2*(performance.now()-n))))}function Do(){let e=R.peek();return e!==null&&e.version!==Ae}
function Pt(e){ln=Qe!==null,!(ln||sn!==void 0)&&(sn=setTimeout(()=>{sn=void 0,jo()},e))}function Ao(){let{from:e,to:t}=h.
peek();return e==="all"||t==="now"||Date.parse(t)>Date.now()}function jo(){Lo(),un.value++}function qo(){return new Promise(
e=>{let t=et.subscribe(n=>{n||(e(),queueMicrotask(()=>t()))})})}function ys(e){R.value=e,Do()&&!z.peek()&&!document.hidden&&
Ao()&&Pt(0)}var xt=null;function No(){xt?.(),xt=wo(ys,e=>{let t=De.peek()==="lost";De.value=e,t&&e==="open"&&jo()})}function ws(){
document.addEventListener("visibilitychange",()=>{if(document.hidden){xt?.(),xt=null;return}No(),!z.peek()&&Ao()&&Pt(0)})}
function ks(e){let{picks:t}=h.peek(),n=Object.entries(t).filter(([o])=>o in e.fields||o==="violations");n.length<Object.
keys(t).length&&y({picks:Object.fromEntries(n)},{replace:!0})}async function Io(){h.peek().view==="dashboard"&&co(h.peek().
dashboard,W(h.peek()));let e=await mo();ks(e),kt.value=e,!kt.value.dashboards.length&&h.peek().view==="dashboard"&&y({view:"\
events"},{replace:!0}),No(),ws();let t=null;H(()=>{let n=ne.value;ue.value,n!==t&&an.clear(),t=n,Lo()}),H(()=>{!z.value&&
R.peek()&&Pt(0)})}function $t(e){return typeof e=="number"||typeof e=="boolean"?String(e):`"${String(e).replace(/(["\\])/g,"\\$1")}"`}function Uo(e,t){
let n=e.q.trim();return n?{...e,q:/\bor\b/i.test(n)?`(${n}) and ${t}`:`${n} and ${t}`}:{...e,q:t}}function cn(e,t,n,o=h.
value){return n?{...o,picks:{...o.picks,[e]:[String(t)]}}:Uo(o,`${e}: ${$t(t)}`)}function Fo(e,t){return Uo(h.value,`not\
 ${e}: ${$t(t)}`)}function dn(e,t){return(T.value?.dashboards??[]).some(o=>(!t||o.name===t)&&o.controls.includes(e))}var V=M!==
null;function qe(e,t,n){let o=e.opens&&n>0?[0,n]:[n],s=h.value;for(let i of o){let a=t[i],l=e.by[i];!l||a===null||a===void 0||
(s=cn(l,a,dn(l,e.opens??void 0),s))}y(e.opens?{...s,view:"dashboard",dashboard:e.opens}:s),e.opens&&scrollTo({top:0})}function fn(e){
let{q:t}=h.value;return{view:"events",q:t&&e.query?`(${t}) and (${e.query})`:t||e.query,columns:e.columns,invalid:e.stream===
"invalid"}}async function Et(e){try{await navigator.clipboard.writeText(e)}catch{xs(e)}}function xs(e){let t=document.createElement(
"textarea");t.value=e,document.body.append(t),t.select(),document.execCommand("copy"),t.remove()}function Ss(e){let t=e==
null?"":String(e),n=typeof e=="string"&&/^[=+\-@\t\r]/.test(t)?`'${t}`:t;return/[",\n]/.test(n)?`"${n.replaceAll('"','""')}\
"`:n}function Ho(e,t,n){let o=[t,...n].map(i=>i.map(Ss).join(",")).join(`
`),s=document.createElement("a");s.href=URL.createObjectURL(new Blob([`${o}
`],{type:"text/csv"})),s.download=`${e.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,"-")}.csv`,s.click(),URL.revokeObjectURL(
s.href)}var Se=1e3,Ne=60*Se,Ie=60*Ne,Ct=24*Ie,Ue=new Map;function pn(e){let t=`${Y.value} ${JSON.stringify(e)}`;return Ue.has(t)||
Ue.set(t,new Intl.NumberFormat(Y.value,e)),Ue.get(t)}function Mt(e){let t=U.value.times==="utc"?{...e,timeZone:"UTC"}:e,
n=`at ${Y.value} ${JSON.stringify(t)}`;return Ue.has(n)||Ue.set(n,new Intl.DateTimeFormat(Y.value==="zh"?"zh-CN":"en-GB",
t)),Ue.get(n)}function ce(e){return pn({maximumFractionDigits:0}).format(e)}function Pe(e){if(Number.isInteger(e)&&Math.
abs(e)<1e15)return ce(e);let t=Math.abs(e);return t!==0&&(t<.001||t>=1e9)?e.toExponential(2).replace("e+","e"):pn({maximumSignificantDigits:t>=
1e3?6:4}).format(e)}function Tt(e){let t=Math.abs(e);if(t<Se)return`${Pe(Number(e.toPrecision(3)))}${u("unit_ms")}`;if(t<
Ne)return`${Pe(Number((e/Se).toPrecision(3)))}${u("unit_s")}`;let n=(s,i,a)=>`${Math.floor(t/s)}${u(a[0])}${String(Math.
floor(t%s/i)).padStart(2,"0")}${u(a[1])}`.trimEnd(),o=t<Ie?n(Ne,Se,["span_m","span_s"]):t<Ct?n(Ie,Ne,["span_h","span_m"]):
n(Ct,Ie,["span_d","span_h"]);return e<0?`−${o}`:o}function Fe(e){let t=["B","KiB","MiB","GiB","TiB"],n=0,o=e;for(;Math.
abs(o)>=1024&&n<t.length-1;n++)o/=1024;return`${Pe(Number(o.toPrecision(3)))} ${t[n]}`}var Vo={ratio:e=>pn({style:"perce\
nt",maximumFractionDigits:1}).format(e),ms:Tt,s:e=>Tt(e*Se),bytes:Fe,celsius:e=>`${Pe(e)} °C`,watt:e=>`${Pe(e)} W`,per_second:e=>`${Pe(
e)}${u("unit_per_second")}`};function Q(e,t){return(t&&Vo[t]?Vo[t]:Pe)(e)}var Ps=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
function B(e){return typeof e=="string"&&Ps.test(e)}function N(e,t){return e==null?"–":typeof e=="number"?Q(e,t):B(e)?
`${G(e)}`:String(e)}function G(e,{ms:t=!1}={}){let n=new Date(e),o={hour:"2-digit",minute:"2-digit",second:"2-digit",hourCycle:"\
h23"};t&&Object.assign(o,{fractionalSecondDigits:3});let s=Mt({year:"numeric",month:"short",day:"numeric"}),i=Mt(o).format(
n);if(s.format(n)===s.format(new Date))return i;let a=n.getFullYear()===new Date().getFullYear();return`${Mt({month:"sho\
rt",day:"numeric",...a?{}:{year:"numeric"}}).format(n)} ${i}`}function F(e){return Mt({dateStyle:"medium",timeStyle:"lon\
g"}).format(new Date(e))}function oe(e,t){let n=Math.max(0,t-Date.parse(e));return n<2*Se?u("just_now"):u("ago",{time:$s(
n)})}function $s(e){let t=n=>({count:Math.floor(e/n)});return e<Ne?u("seconds",t(Se)):e<Ie?u("minutes",t(Ne)):e<2*Ct?u("\
hours",t(Ie)):u("days",t(Ct))}function re(e,t){let n=C(e);n.current=e,q(()=>{let o=new AbortController,s=!1,i=!0,a=async()=>{for(s=!0;i&&!o.signal.aborted;)
i=!1,await n.current(o.signal).catch(()=>{});s=!1},l=un.subscribe(()=>{i=!0,s||a()});return()=>{l(),o.abort()}},t)}var Es=Symbol.for("pv"),Ms=0;function r(e,t,n,o,s,i){t||(t={});var a,l,c=t;if("ref"in c&&typeof e!="function")for(l in c={},t)l=="ref"?a=t[l]:c[l]=t[l];
var f={type:e,props:c,key:n,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Es,__v:--Ms,__i:-1,__u:0};return(s||
i)&&(f.__source=s,f.__self=i),x.vnode&&x.vnode(f),f}function Cs(){let[e,t]=k(null);return re(async()=>t(await bo()),[R.value?.firing]),e}function mn(){return Date.parse(R.value?.
now??"")||Date.now()}function Ts(e){let t=Object.entries(e).filter(([,n])=>n!==null).map(([n,o])=>`${n}: ${$t(o)}`).join(
" and ");y({...h.value,view:"events",q:t,picks:{},from:"all",to:"now"})}function Os({of:e}){let t=!V&&Object.keys(e.key).
length>0;return r("li",{class:"firing",children:[r("p",{children:wt(e.message)}),r("p",{class:"hint",children:[r("time",
{dateTime:e.at,title:F(e.at),children:oe(e.at,mn())}),e.value!==null&&r($,{children:[" · ",N(e.value,null),e.reference!==
null&&r($,{children:[" / ",N(e.reference,null)]})]}),t&&r("button",{type:"button",class:"link",onClick:()=>Ts(e.key),children:u(
"open_events")})]})]})}function Rs({of:e}){let t=e.firing.length>0;return r("li",{class:t?"alert panel on":"alert panel",
children:[r("header",{children:[r("i",{class:"state","aria-hidden":"true"}),r("h2",{children:wt(e.title)||e.name}),r("sp\
an",{class:t?"badge bad":"badge",children:t?`${e.firing.length} ${u("firing")}`:u("quiet")})]}),r("p",{class:"rule",children:wt(
e.rule)}),t&&r("ul",{children:e.firing.map((n,o)=>r(Os,{of:n},o))}),r("p",{class:"hint",children:[e.notify.length?u("not\
ify",{routes:e.notify.join(", ")}):u("notify_none")," · ",e.last?r("time",{dateTime:e.last,title:F(e.last),children:u("\
last_fired",{ago:oe(e.last,mn())})}):u("never_fired")]})]})}function zo(){let e=Cs();if(!e)return r("div",{class:"skelet\
on","aria-hidden":"true"});if(!e.alerts.length)return r("p",{class:"nothing",children:u("alerts_none")});let t=[...e.alerts].
sort((n,o)=>o.firing.length-n.firing.length);return r($,{children:[e.checked_at&&r("p",{class:"hint",children:u("alerts_\
checked",{ago:oe(e.checked_at,mn())})}),r("ul",{class:"alerts",children:t.map(n=>r(Rs,{of:n},n.name))})]})}var Ot=["#0f6cbd","#d9730d","#0a8f6a","#b4478f","#6b52c8","#2b9ed4","#a57c00","#8a5440"],Ls=["#5aa9ef","#f2994a","#3cc79\
c","#e58ac5","#ac96f5","#8bd0f5","#e0c04c","#c99a86"],Ds={light:{DEBUG:"#7a8491",INFO:"#2f7fd0",WARN:"#c98500",ERROR:"#d\
1362f",CRITICAL:"#8e24aa"},dark:{DEBUG:"#8c97a4",INFO:"#5aa9ef",WARN:"#f0b429",ERROR:"#f2635c",CRITICAL:"#cf8bea"}};function As(e){
let t=2166136261;for(let n=0;n<e.length;n++)t=Math.imul(t^e.charCodeAt(n),16777619);return t>>>0}var Wo=new Map,js=2e3;function qs(e,t){
let n=Wo.get(e);(!n||n.size>js)&&Wo.set(e,n=new Map);let o=n.get(t);if(o!==void 0)return o;let s=/^\d+$/.test(t)?Number(
t):As(t),i=new Array(Ot.length).fill(0);for(let c of n.values())i[c]++;let a=Math.min(...i),l=s%Ot.length;for(;i[l]>a;)l=
(l+1)%Ot.length;return n.set(t,l),l}function tt(e,t){let n=Z.value==="dark"?Ls:Ot;return e===void 0?n[0]:(e==="level"?Ds[Z.
value][String(t)]:void 0)??n[qs(e,String(t))]}var Ns={chevron:"M5 6.5 8 9.5l3-3",close:"M4.5 4.5l7 7M11.5 4.5l-7 7",copy:"M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",dots:"M3\
.5 8h.01M8 8h.01M12.5 8h.01",gear:"M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.25 2.75v3.5M5.75 9.75v3.5",help:"M5.8 \
6a2.2 2.2 0 1 1 3.4 1.8c-.8.5-1.2.9-1.2 1.8M8 12.2h.01",link:"M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.3-2.3a2.4 2.4 0 0 0-3.4-3.4\
l-.9.9M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.5 9.1a2.4 2.4 0 0 0 3.4 3.4l.9-.9",minus:"M4 8h8",moon:"M13 9.5A5.5 5.5 0 0 1 6.5 3\
 5.5 5.5 0 1 0 13 9.5z",open:"M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",pause:"M5.5 4v8M10.5 4v8",play:"M5 3.5v9l7\
-4.5z",plus:"M4 8h8M8 4v8",search:"M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3l3.2 3.2",sun:"M8 11a3 3 0 1 0 \
0-6 3 3 0 0 0 0 6zM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1",warn:"M8 2.5\
 14 13H2zM8 6.5v3M8 11.4h.01"};function O({name:e}){return r("svg",{class:"icon",viewBox:"0 0 16 16",width:"16",height:"\
16","aria-hidden":"true",focusable:"false",children:r("path",{d:Ns[e]})})}function K(e){return typeof e=="object"&&e!==null?JSON.stringify(e):String(e)}function Is(e){let t=e.violations??[];return new Map(
t.map(n=>[n.slice(0,n.lastIndexOf(": ")),n.slice(n.lastIndexOf(": ")+2)]))}var Us=new Set(["_id","extra","violations","s\
tack_trace","unparsed"]);function Fs(e){let t=Object.keys(T.value?.fields??{}),n=Object.keys(e).filter(o=>!Us.has(o));return[
...t.filter(o=>n.includes(o)),...n.filter(o=>!t.includes(o))]}function Hs({field:e,value:t}){let n=Array.isArray(t)?t[0]:
t,o=`${e} ${K(n)}`;return r("span",{class:"filters",children:[r("button",{type:"button",class:"quiet",title:u("filter_in"),
"aria-label":`${u("filter_in")}: ${o}`,onClick:()=>y(cn(e,n,dn(e))),children:r(O,{name:"plus"})}),r("button",{type:"butt\
on",class:"quiet",title:u("exclude"),"aria-label":`${u("exclude")}: ${o}`,onClick:()=>y(Fo(e,n)),children:r(O,{name:"min\
us"})})]})}function Vs({name:e,event:t,controls:n}){let o=t[e],s=T.value?.fields[e],i=n&&s&&s.type!=="text";return r("di\
v",{class:"field",children:[r("dt",{title:s?.description,children:e}),r("dd",{children:[r("span",{class:"value",children:B(
o)?r("span",{title:o,children:F(o)}):r(zs,{value:o,unit:s?.unit??null})}),i&&r(Hs,{field:e,value:o})]})]})}function zs({
value:e,unit:t}){return typeof e!="number"||!t?r($,{children:K(e)}):r($,{children:[N(e,t)," ",r("span",{class:"raw",children:String(
e)})]})}function Ws({event:e}){let t=Is(e),n=e.extra??{};return t.size?r("div",{class:"broken",children:[r("h3",{children:[
r(O,{name:"warn"}),u("violations")]}),r("ul",{children:[...t].map(([o,s])=>r("li",{children:[r("b",{children:o})," ",s,o in
n&&r("code",{children:K(n[o])})]},o))})]}):null}function hn({title:e,content:t}){return r("div",{class:"block",children:[
r("h3",{children:e}),r("pre",{tabIndex:0,children:t})]})}var Bo=6e4;function Bs(e){let t=Date.parse(String(e["@timestamp"])),
n=e.job_id;y({...h.value,view:"events",q:"",picks:n?{...Le.picks,job_id:[String(n)]}:{},from:new Date(t-Bo).toISOString(),
to:new Date(t+Bo).toISOString()})}function Gs({event:e,controls:t}){let[n,o]=k(!1);return r("div",{class:"actions",children:[
r("button",{type:"button",class:"button",onClick:()=>{Et(JSON.stringify(e,null,2)).then(()=>o(!0))},children:[r(O,{name:"\
copy"}),n?u("copied"):u("copy_json")]}),t&&r("button",{type:"button",class:"button",onClick:()=>Bs(e),children:u("around")}),
r("code",{class:"id",children:String(e._id??"")})]})}function Go({event:e,controls:t}){let n=e.extra;return r("div",{class:"\
event-detail",children:[r(Gs,{event:e,controls:t}),r(Ws,{event:e}),r("dl",{class:"fields",children:Fs(e).map(o=>r(Vs,{name:o,
event:e,controls:t},o))}),typeof e.stack_trace=="string"&&r(hn,{title:"stack_trace",content:e.stack_trace}),typeof e.unparsed==
"string"&&r(hn,{title:"unparsed",content:e.unparsed}),n&&Object.keys(n).length>0&&r(hn,{title:u("extra"),content:JSON.stringify(
n,null,2)})]})}function Rt(e){return e.panels.filter(t=>t.by[0]==="job_id"&&!t.over_time&&t.show!=="events")}function Ks(e,t,n){let o=je(
e,t).value.rows??[],s=t.measure==="count"||t.measure==="sum",i=a=>{let l=o.filter(c=>String(c[0])===a).map(c=>c.at(-1));
return s?l.reduce((c,f)=>c+Number(f??0),0):l[0]};return{name:t.title,unit:t.unit,values:n.map(i)}}function Js(e,t){let n=e.
panels.find(c=>c.show==="events"&&c.columns.includes("job_id")),[o,s]=k([]);re(async c=>{if(!n||t.length<2)return;let f={
panel:`${e.name}.${n.index}`,limit:500};s((await gt(W(h.peek()),f,c)).events)},[ue.value,n]);let i=new Set(["job_id","ev\
ent","level","@timestamp","message",...Rt(e).map(c=>c.field)]),a=(n?.columns??[]).filter(c=>!i.has(c)),l=(c,f)=>{let d=o.
find(v=>v.job_id===c&&v[f]!==void 0)?.[f];return d===void 0||typeof d!="object"?d:K(d)};return a.map(c=>({name:c,unit:T.
value?.fields[c]?.unit??null,values:t.map(f=>l(f,c))}))}function Ko(e){return new Set(e.values.map(t=>t??null)).size>1}function Ys(e,t){
let[n,o]=[e.values[0],e.values[t]];if(t===0||typeof n!="number"||typeof o!="number"||!n||n===o)return"";let s=o/n-1;return`${s>
0?"+":"−"}${Q(Math.abs(s),"ratio")}`}function Zs({line:e}){return r("tr",{class:Ko(e)?"differs":void 0,children:[r("th",
{scope:"row",children:e.name}),e.values.map((t,n)=>r("td",{class:"number",title:t==null?void 0:String(t),children:[N(t,e.
unit)," ",r("span",{class:"change",children:Ys(e,n)})]},n))]})}function Jo(){let{align:e}=h.value,t=(n,o)=>r("button",{type:"\
button","aria-pressed":e===n,onClick:()=>y({align:n}),children:o});return r("div",{class:"switch",role:"group","aria-lab\
el":u("axis"),children:[t(!1,u("at_clock")),t(!0,u("at_start"))]})}function Xs({of:e,jobs:t}){let[n,o]=k(!1),s=Js(e,t),a=[
...Rt(e).map(c=>Ks(e,c,t)),...s].filter(c=>c.values.some(f=>f!=null)),l=n?a.filter(Ko):a;return r("section",{class:"pane\
l side","aria-labelledby":"side-by-side",children:[r("header",{children:[r("h2",{id:"side-by-side",children:u("compare")}),
r("label",{class:"check",children:[r("input",{type:"checkbox",checked:n,onChange:()=>o(!n)}),u("differences")]}),!V&&r(Jo,
{})]}),r("div",{class:"scroll",role:"region","aria-labelledby":"side-by-side",tabIndex:0,children:r("table",{class:"data",
children:[r("thead",{children:r("tr",{children:[r("td",{}),t.map(c=>r("th",{scope:"col",class:"number",children:[r("i",{
class:"swatch",style:{background:tt("job_id",c)}}),c]},c))]})}),r("tbody",{children:l.map(c=>r(Zs,{line:c},c.name))})]})})]})}
var Qs=8;function ei(e){let t=Rt(e).flatMap(n=>je(e,n).value.rows??[]);return[...new Set(t.map(n=>String(n[0])))].sort()}
function Yo({of:e,jobs:t}){let n=V&&t.length<2?ei(e):t,o=e.panels.some(i=>i.aligned);return Rt(e).filter(i=>i.show==="ba\
r").length>1?n.length<2?V?null:r("p",{class:"hint",children:u("compare_hint")}):r(Xs,{of:e,jobs:n.slice(0,Qs)}):o&&n.length>
1&&!V?r("div",{class:"axis-bar",children:r(Jo,{})}):null}var ti=["logloom run -- python train.py","logloom view path/to/logs"];function ni(){return r("section",{class:"empty",children:[
r("h2",{children:u("empty_store")}),r("p",{children:u("empty_store_how")}),r("ul",{children:ti.map(e=>r("li",{children:r(
"code",{children:e})},e))})]})}function Lt(){let e=R.value,t=te.value;return e?!e.events&&!e.invalid?r(ni,{}):!t||!e.first||
!e.last||h.value.from==="all"||!(Date.parse(e.last)<Date.parse(t.start)||Date.parse(e.first)>=Date.parse(t.end))?null:r(
"section",{class:"empty",children:[r("p",{children:u("empty_range",{first:G(e.first),last:G(e.last)})}),r("button",{type:"\
button",class:"button primary",onClick:()=>y({from:"all",to:"now"}),children:u("all_time")})]}):null}var oi="200px 0px";var Dt=new Set,$e=new Map,_n=!1,Zo=new IntersectionObserver(e=>{for(let{target:t,isIntersecting:n}of e)n?Dt.add(t):Dt.delete(
t),n&&At(t)},{rootMargin:oi});function At(e){let t=$e.get(e);$e.delete(e),t?.()}function Xo(){if(_n||!$e.size)return;_n=
!0;let e=()=>{_n=!1;let[t]=$e.keys();t&&At(t),Xo()};"requestIdleCallback"in globalThis?requestIdleCallback(e,{timeout:1e3}):
setTimeout(e,50)}function Qo(e){return Zo.observe(e),()=>{Zo.unobserve(e),Dt.delete(e),$e.delete(e)}}function vn(e,t){$e.
set(e,t),Dt.has(e)?At(e):Xo()}addEventListener("beforeprint",()=>[...$e.keys()].forEach(At));var ri={light:{text:"#57606a",line:"#d8dde3",grid:"#eceff2",ramp:["#e8f1fb","#0f4c8a"],card:"#ffffff"},dark:{text:"#9aa5\
b1",line:"#333b45",grid:"#232a32",ramp:["#1d2c3d","#7cc0ff"],card:"#161b22"}},si={dateTime:"%x %X",date:"%Y-%m-%d",time:"\
%H:%M:%S",periods:["上午","下午"],days:["周日","周一","周二","周三","周四","周五","周六"],shortDays:["\
周日","周一","周二","周三","周四","周五","周六"],months:["1月","2月","3月","4月","5月","6月","7月",
"8月","9月","10月","11月","12月"],shortMonths:["1月","2月","3月","4月","5月","6月","7月","8月","9月","10月",
"11月","12月"]},ii="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif";function ai(e){
let t=ri[e.theme],n={domainColor:t.line,gridColor:t.grid,tickColor:t.line,labelColor:t.text,titleColor:t.text,labelFontSize:11,
titleFontSize:11,titleFontWeight:400,labelLimit:150,labelPadding:4,tickSize:4,aria:!1};return{background:"transparent",aria:!1,
font:ii,padding:0,view:{stroke:null},mark:{color:tt(void 0,null)},axis:n,axisX:{grid:!1,labelFlush:!0,labelOverlap:!0,labelSeparation:6},
axisY:{domain:!1,ticks:!1},axisBand:{grid:!1,domain:!1,ticks:!1},line:{strokeWidth:1.75,strokeJoin:"round"},area:{fillOpacity:.35,
line:{strokeWidth:1.5}},bar:{stroke:null},arc:{stroke:t.card,strokeWidth:1},range:{heatmap:t.ramp,ramp:t.ramp},legend:{labelColor:t.
text,titleColor:t.text,labelFontSize:11,titleFontSize:11,gradientThickness:8,aria:!1},...e.language==="zh"?{locale:{time:si}}:
{}}}var er={milliseconds:".%L",seconds:"%H:%M:%S",minutes:"%H:%M",hours:"%H:%M"},li={en:{...er,date:"%b %d",week:"%b %d",
month:"%b %Y",quarter:"%b %Y",year:"%Y"},zh:{...er,date:"%-m月%-d日",week:"%-m月%-d日",month:"%Y年%-m月",quarter:"\
%Y年%-m月",year:"%Y年"}};function ui(e,t){let n={...e.axis,title:null};delete n.tickCount;let o={...e.scale,nice:!1,clamp:!0};
return t.aligned?{...e,scale:o,axis:n}:{...e,scale:{...o,type:t.utc?"utc":"time"},axis:{...n,format:li[t.language]}}}function ci(e){
return typeof e=="string"?e:String(e?.type??"")}function di(e){let t=e.color?.field;return t===void 0||t==="value"?e:{...e,
color:{field:"colour",type:"nominal",scale:null,legend:null},detail:{field:t,type:"nominal"}}}function fi(e,t,n){let o=e.
encoding;if(!o)return e;let{tooltip:s,...i}=di(o),a=i.x;(a?.type==="temporal"||n.aligned)&&(i.x=ui(a??{},n));for(let l of[
"x","y"])i[l]&&(i[l]=pi(i[l],t));return{...e,encoding:i}}function pi(e,t){let n=e.axis;return e.field!=="value"||!n?e:t.
measure==="count"||t.measure==="unique"?{...e,axis:{...n,tickMinStep:1}}:t.unit!=="ms"&&t.unit!=="s"?e:{...e,axis:{...n,
values:{expr:"ticks"}}}}var mi={mark:{type:"point",filled:!0,size:14,opacity:1},transform:[{filter:"few || datum.alone"}]};
function hi({mark:e,...t}){let{point:n,...o}=e;return{...t,layer:[{mark:o},mi]}}function _i(e){if(e.name!=="units")return e;
let t=Object.keys(e.value);return{...e,value:Object.fromEntries(t.map(n=>[n,u(`unit_${n}`)]))}}function or(e,t){let n=(t.
aligned?e.aligned:e.spec)??{},{description:o,...s}=structuredClone(n),i=fi(s,e,t),a=ci(i.mark)==="line"?hi(i):i;return{...a,
width:300,height:200,autosize:{type:"fit",contains:"padding"},params:[...(a.params??[]).map(_i),{name:"few",value:!0},{name:"\
ticks",value:[]}],config:ai(t)}}function vi(e){if(e.by.length<2)return 0;let t=JSON.stringify(e.spec?.encoding?.color??"");
return t.includes("by1")?1:t.includes("by0")?0:"all"}function gi(e){return typeof e=="number"?e:Date.parse(String(e))}function rr(e,t,n,o){
let s=e.by.length,i=vi(e),a=i==="all"?e.by.join(" "):e.by[i],l=o?n:n*1e3,c=[];for(let d of t){let v=d[d.length-1];if(v===
null&&e.show!=="heatmap")continue;let _=d.slice(0,s).map(String),p=_.join(" · "),b=(i==="all"?p:_[i])??e.title,S=e.over_time?
gi(d[s]):void 0,m=S===void 0?{}:{time:S,time_end:S+l};c.push({by0:_[0],by1:_[1],value:v,series:p,label:b,colour:tt(a,b),
...m})}let f=new Map;for(let{series:d}of c)f.set(d,(f.get(d)??0)+1);for(let d of c)d.alone=f.get(d.series)===1;return c}
var tr=[1,2,5,10,20,50,100,200,500,...[1,2,5,10,15,30].map(e=>e*1e3),...[1,2,5,10,15,30].map(e=>e*6e4),...[1,2,3,6,12].map(
e=>e*36e5),...[1,2,5,10,30].map(e=>e*864e5)],nr=5;function sr(e,t){let n=e.unit==="s"?1e3:1,o=t.map(c=>(c.value??0)*n),s=Math.
max(0,...o),i=e.show==="bar"?0:Math.min(s,...o),a=tr.find(c=>(s-i)/c<nr)??tr.at(-1),l=[];for(let c=Math.floor(i/a)*a;c<=
s+a/2&&l.length<=2*nr;c+=a)l.push(c/n);return l}var nt=E(null),gn=E(null);function bn(e){let t=e.view();if(!t||!e.panel.over_time)return null;try{let n=t.scale("x"),[o,
s]=e.span;return{at:n,left:t.origin()[0],width:n(s)-n(o)}}catch{return null}}function ir(e,t){let n=bn(e);return!n||t<n.
left-8||t>n.left+n.width+8?null:Number(n.at.invert(t-n.left))}function bi(e,t,n){let o=null;for(let{time:s,time_end:i}of e)
if(s!==void 0){if(n&&t>=s&&t<(i??s))return s;(o===null||Math.abs(s-t)<Math.abs(o-t))&&(o=s)}return o}var yi=12;function lr(e,t){
return[...t].sort((n,o)=>(o.value??0)-(n.value??0)).slice(0,yi).map(n=>({colour:n.colour,label:n.series||e.panel.title,value:N(
n.value,e.panel.unit)}))}function wi(e,t,n){let o=bi(e.marks,n,e.panel.show==="bar");if(o===null)return null;let s=e.aligned?
`+${Tt(o*1e3)}`:F(o),i=e.marks.filter(a=>a.time===o);return nt.value={x:t.clientX,y:t.clientY,title:s,lines:lr(e,i)},o}function ar(e,t,n){
let o=e.view();if(!o)return null;let[s,i]=o.origin(),a=o._handler.pick(o.scenegraph().root,t,n,t-s,n-i);return a?.datum&&
"series"in a.datum?a.datum:null}function jt(e){let t=e.currentTarget.getBoundingClientRect();return{x:e.clientX-t.left,y:e.
clientY-t.top}}function ur({plot:e}){let t=C(null),n=C(null),o=C(null);uo(()=>{let c=gn.value,f=c===null?null:bn(e);t.current&&
(t.current.hidden=!f,f&&(t.current.style.transform=`translateX(${f.left+f.at(c)}px)`))});let s=()=>{nt.value=null,gn.value=
null},i=c=>{let{x:f,y:d}=jt(c);if(o.current!==null)return ki(n.current,o.current,f);if(e.panel.over_time&&e.panel.show!==
"heatmap"){let _=ir(e,f),p=_===null?null:wi(e,c,_);p===null?s():gn.value=p;return}let v=ar(e,f,d);c.currentTarget.classList.
toggle("picks",!!(v&&e.onPick)),nt.value=v?{x:c.clientX,y:c.clientY,title:v.series,lines:lr(e,[v])}:null},a=c=>{c.button!==
0||c.pointerType==="touch"||e.aligned||ir(e,jt(c).x)!==null&&(o.current=jt(c).x,c.currentTarget.setPointerCapture(c.pointerId))},
l=c=>{let f=o.current;o.current=null,n.current&&(n.current.hidden=!0);let{x:d,y:v}=jt(c);if(f!==null&&Math.abs(d-f)>6)return xi(
e,f,d);let _=e.panel.over_time?null:ar(e,d,v);_&&e.onPick?.(_)};return r("div",{class:e.panel.over_time?"overlay timed":
"overlay",onPointerMove:i,onPointerLeave:s,onPointerDown:a,onPointerUp:l,children:[r("div",{class:"cursor",ref:t,hidden:!0}),
r("div",{class:"brush",ref:n,hidden:!0})]})}function ki(e,t,n){e&&(e.hidden=!1,e.style.left=`${Math.min(t,n)}px`,e.style.
width=`${Math.abs(n-t)}px`,nt.value=null)}function xi(e,t,n){let o=bn(e);if(!o)return;let s=[t,n].map(l=>Math.min(Math.max(
l-o.left,0),o.width)).sort((l,c)=>l-c),[i,a]=s.map(l=>new Date(Math.round(Number(o.at.invert(l)))));y({from:i.toISOString(),
to:a.toISOString()})}var qt=12;function cr(){let e=nt.value;if(!e)return null;let n=e.x>innerWidth-280?{right:`${innerWidth-
e.x+qt}px`}:{left:`${e.x+qt}px`},s=e.y<innerHeight-260?{top:`${e.y+qt}px`}:{bottom:`${innerHeight-e.y+qt}px`};return r("\
div",{class:"tip","aria-hidden":"true",style:{...n,...s},children:[r("div",{class:"tip-title",children:e.title}),e.lines.
map(i=>r("div",{class:"tip-line",children:[r("i",{class:"swatch",style:{background:i.colour}}),r("span",{children:i.label}),
r("b",{children:i.value})]},i.label))]})}var dr=E(null);function fr(){dr.value=globalThis.logloomCharts??null}addEventListener("logloom-charts",fr);fr();function Si(e,t,n,o){
let{spec:s}=e.compile(or(t,n)),i=e.parse(s,void 0,{ast:!0}),a=new e.View(i,{renderer:"canvas",container:o,expr:e.expressionInterpreter,
hover:!1,tooltip:()=>{}});return Object.assign(a,{cleanThreshold:200}),a.description(null),o.querySelector("canvas")?.setAttribute(
"aria-hidden","true"),a}var Pi=90;function $i(e,t){if(e.data("rows",t.marks),e.signal("few",t.marks.length<=Pi),e.signal(
"ticks",sr(t.panel,t.marks)),!t.panel.over_time)return;let n=t.marks[0],o=n?(n.time_end??0)-(n.time??0):1;e.signal("rang\
e_start",t.span[0]).signal("range_end",t.span[1]).signal("step",o)}function Ei(e,t){return e.every((n,o)=>n===t[o])}function pr({
panel:e,marks:t,span:n,aligned:o,height:s,describe:i,onPick:a}){let l=C(null),c=C(null),f={theme:Z.value,language:Y.value,
utc:U.value.times==="utc",aligned:o},d=dr.value,v=C({panel:e,marks:t,aligned:o,span:n,view:()=>c.current?.view??null,onPick:a});
Object.assign(v.current,{panel:e,marks:t,aligned:o,span:n,onPick:a});let _=[d,e,JSON.stringify(f)],p=()=>{if(!d||!l.current)
return;(!c.current||!Ei(c.current.of,_))&&(c.current?.view.finalize(),c.current={view:Si(d,e,f,l.current),of:_});let{view:S}=c.
current;$i(S,v.current),S.width(l.current.clientWidth).height(s).runAsync()},b=C(p);return b.current=p,en(()=>{let S=Qo(
l.current);return()=>{S(),c.current?.view.finalize(),c.current=null}},[]),en(()=>vn(l.current,p),[..._,t,n[0],n[1],s]),Mi(
l,()=>vn(l.current,b.current)),r("div",{class:"chart",role:"img","aria-label":i,style:{height:`${s}px`},children:[r("div",
{class:"canvas",ref:l}),r(ur,{plot:v.current})]})}function Mi(e,t){let n=C(t);n.current=t,q(()=>{let o=e.current.clientWidth,
s=new ResizeObserver(()=>{let i=e.current?.clientWidth??0;!i||i===o||(o=i,n.current())});return s.observe(e.current),()=>s.
disconnect()},[])}function yn(e,t){return me(e,t)}var Ci=1e3,mr=100;function hr(e){return{rows:e.events,total:e.total,next:e.next,newest:!0,pages:1}}function Ti(e,t){let n=e.
rows.length+t.events.length>Ci;return{rows:n?t.events:[...e.rows,...t.events],total:t.total,next:t.next,newest:e.newest&&
!n,pages:e.pages+1}}function Oi(e){let t=document.getElementById(e)?.closest("section")?.getBoundingClientRect();return t!==
void 0&&t.top<innerHeight&&t.bottom>0}function Ri(e,t,n){let[o,s]=k(null),[i,a]=k(null),[l,c]=k(!1),f=C(!1),d=e?{panel:e,
invalid:t}:{invalid:t},v=(g,P,L)=>gt(W(h.peek()),{...d,before:g,limit:P},L),_=g=>{g instanceof we&&(a(g.problem.message),
e||(xe.value=g.problem))},p=async g=>{let P=await v(null,mr,g);a(null),e||(xe.value=null),c(!1),s(hr(P))},b=async g=>{if(n&&
!Oi(n)&&await qo(),!f.current)return p(g).catch(_);let{total:P}=await v(null,1,g);c(P!==o?.total)},S=()=>{f.current=!0,v(
o?.next??null,mr).then(g=>s(P=>P?Ti(P,g):hr(g)),_)},m=()=>{f.current=!1,p().catch(_)},w=g=>{f.current=g||(o?.pages??1)>1};
return q(()=>{f.current=!1},[ue.value,e,t]),re(b,[ue.value,e,t]),{loaded:o,error:i,fresh:l,older:S,newest:m,hold:w}}var Li=[
"job_id","rank","event","message"];function wn(e,t){let n=e.length?e:t?.columns??[],o=T.value?.fields??{};return["level",
...(n.length?n:Li.filter(i=>i in o)).filter(i=>i!=="level"&&i!=="@timestamp")]}var _r=new Set(["message","unparsed","sta\
ck_trace"]);function Di({name:e,event:t}){let n=t[e],o=T.value?.fields[e];return e==="level"?r("td",{class:"level",children:r(
"span",{class:`pill level-${String(n).toLowerCase()}`,children:String(n??"")})}):n==null?r("td",{}):Array.isArray(n)?r("\
td",{children:n.map(K).join(", ")}):typeof n=="number"?r("td",{class:"number",title:String(n),children:N(n,o?.unit??null)}):
B(n)?r("td",{title:F(n),children:G(n)}):r("td",{class:_r.has(e)?"long":void 0,title:_r.has(e)?void 0:K(n),children:K(n)})}
function Ai({event:e,columns:t,open:n,toggle:o,controls:s}){let i=e.violations?.length??0,a=String(e["@timestamp"]??"");
return r($,{children:[r("tr",{class:n?"event open":"event",onClick:()=>{getSelection()?.toString()||o()},children:[r("td",
{class:"opener",children:r("button",{type:"button",class:"quiet","data-event":!0,"aria-expanded":n,"aria-label":u("expan\
d_event"),onClick:c=>{c.stopPropagation(),o()},children:r(O,{name:"chevron"})})}),r("td",{class:"flags",children:i>0&&r(
"span",{class:"flag",title:e.violations.join(`
`),children:[r(O,{name:"warn"}),r("span",{class:"unseen",children:u("violations")})]})}),r("td",{class:"time",children:r(
"time",{dateTime:a,title:F(a),children:G(a,{ms:!0})})}),t.map(c=>r(Di,{name:c,event:e},c))]}),n&&r("tr",{class:"detail",
children:r("td",{colSpan:t.length+3,children:r(Go,{event:e,controls:s})})})]})}function ji({rows:e,columns:t,label:n,hold:o}){
let[s,i]=k(new Set),a=l=>{let c=new Set(s);c.delete(l)||c.add(l),o(c.size>0),i(c)};return r("div",{class:"scroll events",
role:"region","aria-label":n,tabIndex:0,children:r("table",{class:"data",children:[r("caption",{class:"unseen",children:n}),
r("thead",{children:r("tr",{children:[r("th",{scope:"col",children:r("span",{class:"unseen",children:u("expand_event")})}),
r("th",{scope:"col",children:r("span",{class:"unseen",children:u("violations")})}),r("th",{scope:"col",children:u("time")}),
t.map(l=>r("th",{scope:"col",children:l},l))]})}),r("tbody",{children:e.map(l=>{let c=String(l._id);return r(Ai,{event:l,
columns:t,open:s.has(c),toggle:()=>a(c),controls:!M},c)})})]})})}function kn(e){return`panel-${e.index}`}function Nt({panel:e,
of:t,invalid:n=!1,columns:o=[]}){let{loaded:s,error:i,fresh:a,older:l,newest:c,hold:f}=Ri(e,n,t&&kn(t));if(i)return r("p",
{class:"error",role:"alert",children:X(i)});if(!s)return r("div",{class:"skeleton","aria-hidden":"true"});let d=t?.title??
u("events");return s.rows.length?r($,{children:[a&&r("button",{type:"button",class:"fresh",onClick:c,children:u("new_eve\
nts")}),r(ji,{rows:s.rows,columns:wn(o,t),label:d,hold:f}),r("footer",{class:"more",children:[r("span",{"aria-live":"pol\
ite",children:[ce(s.rows.length)," / ",u("event_count",{count:ce(s.total)})]}),!s.newest&&r("button",{type:"button",class:"\
button",onClick:c,children:u("newer")}),s.next&&r("button",{type:"button",class:"button",onClick:l,children:u("older")})]})]}):
r("p",{class:"nothing",children:u("empty_filter")})}function xn(e){let t=new Map;for(let n of e)t.set(n.label,n);return[...t.values()]}function qi(e,t,n){return e.every(s=>s===
n!==t.has(s))?new Set:new Set(e.filter(s=>s!==n))}function Ni(e,t){return t?Q((e.value??0)/t,"ratio"):""}function vr({panel:e,
marks:t,hidden:n,setHidden:o}){let s=e.show==="bar"&&e.over_time;if(!e.by.length||e.show==="heatmap"||e.show==="bar"&&e.
by.length===1&&!s)return null;let i=xn(t),a=i.map(d=>d.label),l=i.reduce((d,v)=>d+(v.value??0),0),c=T.value?.dashboards.
find(d=>d.name===e.opens)?.title??"",f=d=>e.show==="donut"?`${N(d.value,e.unit)} · ${Ni(d,l)}`:e.show==="bar"?"":N(d.value,
e.unit);return r("ul",{class:"legend",children:i.map(d=>r("li",{class:n.has(d.label)?"off":void 0,children:[r("button",{
type:"button","aria-pressed":!n.has(d.label),title:u("series_only",{name:d.label}),onClick:()=>o(qi(a,n,d.label)),children:[
r("i",{class:"swatch",style:{background:d.colour}}),r("span",{class:"name",children:d.label}),r("b",{children:f(d)})]}),
e.opens&&!V&&r("button",{type:"button",class:"quiet","aria-label":u("open_in",{value:d.label,dashboard:c}),title:u("open\
_in",{value:d.label,dashboard:c}),onClick:()=>qe(e,[d.by0],0),children:r(O,{name:"open"})})]},d.label))})}function Ii(e,t,n){q(()=>{if(!t)return;let o=s=>{e.current?.contains(s.target)||n()};return document.addEventListener("p\
ointerdown",o),document.addEventListener("focusin",o),()=>{document.removeEventListener("pointerdown",o),document.removeEventListener(
"focusin",o)}},[t])}function Ui(e,t){q(()=>{let n=e.current;if(!t||!n)return;n.querySelector("[autofocus], input, button\
, a")?.focus({preventScroll:!0}),n.style.translate="";let{left:o,right:s}=n.getBoundingClientRect(),i=s-(document.documentElement.
clientWidth-8);i>0&&(n.style.translate=`${-Math.min(i,o-8)}px`)},[t])}function se({label:e,name:t,title:n,class:o,children:s}){
let[i,a]=k(!1),l=C(null),c=C(null),f=C(null),d=()=>a(!1);return Ii(l,i,d),Ui(c,i),r("div",{class:"popover",ref:l,onKeyDown:_=>{
_.key!=="Escape"||!i||(_.stopPropagation(),d(),f.current?.focus())},children:[r("button",{ref:f,type:"button",class:o??"\
button","aria-expanded":i,"aria-haspopup":"dialog","aria-label":t,title:n,onClick:()=>a(!i),children:e}),i&&r("div",{class:"\
popup",ref:c,role:"dialog","aria-label":t??(typeof e=="string"?e:n),children:s(d)})]})}function Fi(e,t){return typeof e=="number"&&typeof t=="number"?e-t:e==null?-1:t==null?1:String(e).localeCompare(String(t),
void 0,{numeric:!0})}function Hi(e,t){if(!t)return e;let n=[...e].sort((o,s)=>Fi(o[t.column],s[t.column]));return t.down?
n.reverse():n}function Sn(e){let t=u(`measure_${e.measure}`);return[...e.by,...e.over_time?[u("time")]:[],e.field?`${t} ${e.
field}`:t]}function Vi({names:e,order:t,setOrder:n}){let o=e.length-1;return r("tr",{children:e.map((s,i)=>{let a=t?.column===
i,l=()=>n(a&&!t.down?null:{column:i,down:a?!1:i===o});return r("th",{scope:"col",class:i===o?"number":void 0,"aria-sort":a?
t.down?"descending":"ascending":void 0,children:r("button",{type:"button",onClick:l,children:[s,r("span",{"aria-hidden":"\
true",children:a?t.down?" ↓":" ↑":""})]})},s)})})}function zi({value:e,panel:t,most:n}){if(B(e))return r("td",{class:"\
number",title:F(e),children:oe(e,Date.parse(R.value?.now??"")||Date.now())});let o=typeof e=="number"&&n>0?Math.max(0,e/
n):0;return r("td",{class:"number bar",style:{"--share":String(o)},title:typeof e=="number"?String(e):void 0,children:r(
"span",{children:N(e,t.unit)})})}function Wi({panel:e,index:t,row:n}){let o=n[t];if(t>=e.by.length)return r("td",{class:"\
time",children:B(o)?F(o):N(o,null)});if(V)return r("td",{children:String(o)});let s=T.value?.dashboards.find(a=>a.name===
e.opens)?.title,i=s?u("open_in",{value:String(o),dashboard:s}):u("filter_in");return r("td",{children:r("button",{type:"\
button",class:"link",title:i,onClick:()=>qe(e,n,t),children:String(o)})})}function gr({panel:e,caption:t,rows:n}){let[o,
s]=k(null),i=me(()=>Hi(n,o),[n,o]),a=Sn(e),l=a.length-1,c=Math.max(0,...n.map(f=>typeof f[l]=="number"?f[l]:0));return n.
length?r("div",{class:"scroll",tabIndex:0,role:"region","aria-label":t,children:r("table",{class:"data",children:[r("cap\
tion",{class:"unseen",children:t}),r("thead",{children:r(Vi,{names:a,order:o,setOrder:s})}),r("tbody",{children:i.map(f=>r(
"tr",{children:[f.slice(0,l).map((d,v)=>r(Wi,{panel:e,index:v,row:f},v)),r(zi,{value:f[l],panel:e,most:c})]},f.slice(0,l).
join("\0")))})]})}):r("p",{class:"nothing",children:u("no_data")})}var Bi={start:"1970-01-01T00:00:00Z",end:"1970-01-01T00:00:01Z",step_seconds:1};function Gi(e){return h.value.align&&e.over_time&&
e.by.includes("job_id")}function Ki(e,t,n){return n?[0,Math.max(1,...e.map(o=>o.time_end??0))]:[Date.parse(t.start),Date.
parse(t.end)]}function Ji(e,t){if(!t.length)return`${e.title}. ${u("summary_none",{kind:u(`kind_${e.show}`)})}`;let n=xn(
t),o=u("summary_chart",{kind:u(`kind_${e.show}`),series:n.length,points:t.length}),s=n.slice(0,5).map(i=>u("summary_seri\
es",{name:i.series||e.title,value:N(i.value,e.unit)}));return`${e.title}. ${o} ${s.join(", ")}`}var Yi=26;function Zi(e,t,n){
return e.show==="bar"&&!e.over_time||e.show==="heatmap"?Math.max(110,Math.min(460,new Set(t.map(s=>s[0])).size*Yi+(e.show===
"heatmap"?90:34))):n}function Pn({panel:e,found:t,usual:n}){let[o,s]=k(new Set),i=Gi(e),a=Zi(e,t.rows??[],n),l=t.range??
Bi,c=t.step??l.step_seconds,f=yn(()=>rr(e,t.rows??[],c,i),[t.rows,i,c,Z.value,e]),d=yn(()=>o.size?f.filter(_=>!o.has(_.label)):
f,[f,o]),v=e.by.length&&!V?_=>qe(e,[_.by0,_.by1],0):void 0;return f.length?r("div",{class:e.show==="donut"?"figure besid\
e":"figure",children:[r(pr,{panel:e,marks:d,span:Ki(f,l,i),aligned:i,height:a,describe:Ji(e,f),onPick:v}),r(vr,{panel:e,
marks:f,hidden:o,setHidden:s})]}):r("p",{class:"nothing",style:{height:`${a}px`},children:u("no_data")})}function Xi({panel:e,
found:t}){let n=t.rows?.[0]?.at(-1),o=B(n),s=o?oe(n,Date.parse(R.value?.now??"")||Date.now()):N(n,e.unit),i=typeof n=="n\
umber"&&n>0&&/\b(ERROR|CRITICAL|oom)\b/.test(e.query);return r("button",{type:"button",class:i?"metric bad":"metric",title:V?
void 0:u("open_events"),disabled:V,onClick:()=>y(fn(e)),children:[r("span",{class:"metric-title",children:e.title}),r("s\
pan",{class:"metric-value",title:o?F(n):typeof n=="number"?String(n):void 0,children:t.rows?s:" "})]})}function Qi(e,t){
return t.map(n=>n.map((o,s)=>s<e.by.length&&o!==null?String(o):o))}function ea({panel:e,rows:t,table:n,setTable:o,large:s,
setLarge:i}){let a=e.spec!==null,l=(c,f,d)=>r("button",{type:"button",class:"item",onClick:()=>{f(),d()},children:c});return r(
se,{class:"quiet",name:u("menu",{title:e.title}),label:r(O,{name:"dots"}),children:c=>r("div",{class:"menu",children:[a&&
l(n?u("show_chart"):u("show_table"),()=>o(!n),c),l(s?u("restore"):u("expand"),()=>i(!s),c),!V&&l(u("open_events"),()=>y(
fn(e)),c),e.show!=="events"&&l(u("download_csv"),()=>Ho(e.title,Sn(e),t),c),e.query&&r("code",{class:"menu-query",children:e.
query})]})})}function ta({dashboard:e,panel:t,found:n,table:o,large:s}){return t.show==="events"?r(Nt,{panel:`${e.name}.${t.
index}`,of:t}):n.error&&!n.rows?r("p",{class:"error",role:"alert",children:X(n.error.message)}):n.rows?o||t.show==="tabl\
e"?r(gr,{panel:t,caption:u("data_of",{title:t.title}),rows:Qi(t,n.rows)}):r(Pn,{panel:t,found:n,usual:s?420:200}):r("div",
{class:"skeleton","aria-hidden":"true"})}function br({dashboard:e,panel:t}){let[n,o]=k(!1),[s,i]=k(!1),a=je(e,t).value;if(t.
show==="metric")return r("li",{class:"cell metric-cell",children:r(Xi,{panel:t,found:a})});let l=s||t.show==="events",c=kn(
t);return r("li",{class:l?"cell wide":"cell",children:r("section",{class:`panel show-${t.show}`,"aria-labelledby":c,children:[
r("header",{children:[r("h2",{id:c,children:t.title}),a.error&&a.rows&&r("span",{class:"error",title:X(a.error.message),
children:r(O,{name:"warn"})}),r(ea,{panel:t,rows:a.rows??[],table:n,setTable:o,large:s,setLarge:i})]}),r(ta,{dashboard:e,
panel:t,found:a,table:n,large:s})]})})}function na(e){let t=[];for(let n of e){let o=n.show==="metric"?"metrics":n.show==="events"?"lists":"charts",s=t.at(-1);
s?.kind===o?s.panels.push(n):t.push({kind:o,panels:[n]})}return t}function oa({of:e}){return r($,{children:na(e.panels).
map(({kind:t,panels:n})=>r("ul",{class:`grid ${t}`,children:n.map(o=>r(br,{dashboard:e,panel:o},o.index))},`${e.name} ${n[0]?.
index}`))})}function yr(){let e=ne.value;if(!e)return r("p",{class:"nothing",children:u("unknown_dashboard")});let t=h.value.
picks.job_id??[];return r($,{children:[r(Lt,{}),r(Yo,{of:e,jobs:t}),r(oa,{of:e},e.name)]})}function ra(){let e=wn(h.value.columns),t=Object.keys(T.value?.fields??{}).filter(o=>o!=="@timestamp"&&o!=="level"),n=o=>{
let s=e.includes(o)?e.filter(i=>i!==o):[...e,o];y({columns:s.filter(i=>i!=="level")},{replace:!0})};return r(se,{label:u(
"columns"),class:"button chosen",children:()=>r("div",{class:"choices",children:[r("div",{class:"list",role:"group","ari\
a-label":u("columns"),children:t.map(o=>r("label",{class:"choice",title:T.value?.fields[o]?.description,children:[r("inp\
ut",{type:"checkbox",checked:e.includes(o),onChange:()=>n(o)}),r("span",{class:"name",children:o})]},o))}),r("button",{type:"\
button",class:"item",onClick:()=>y({columns:[]},{replace:!0}),children:u("columns_reset")})]})})}var sa=96;function ia({
invalid:e}){let[t,n]=k({rows:null,error:null,ms:0,step:void 0,range:null}),o=T.value?.histograms?.[e?1:0];return re(async s=>{
let i=await _o(W(h.peek()),e,s);te.value=i.range,n({rows:i.rows,error:null,ms:0,step:i.range.step_seconds,range:i.range})},
[ue.value,e]),!o||!t.rows?r("div",{class:"skeleton histogram","aria-hidden":"true"}):r("div",{class:"histogram",children:r(
Pn,{panel:o,found:t,usual:sa})})}var aa=["service","parse_error","unparsed"];function wr(){let{columns:e,invalid:t}=h.value,
n=e.length||!t?e:aa,o=(s,i)=>r("button",{type:"button","aria-pressed":t===s,onClick:()=>y({invalid:s,columns:[]}),children:i});
return r($,{children:[r(Lt,{}),r("section",{class:"panel all-events","aria-label":u("events"),children:[r("header",{children:[
r("div",{class:"switch",role:"group","aria-label":u("events"),children:[o(!1,u("parsed")),o(!0,`${u("invalid_lines")}${R.
value?.invalid?` (${R.value.invalid})`:""}`)]}),r("span",{class:"space"}),r(ra,{})]}),!M&&r(ia,{invalid:t}),r(Nt,{invalid:t,
columns:n})]})]})}function la(){let[e,t]=k(null);return re(async()=>t(await yo()),[R.value?.faults]),e}function ua(e,t){return typeof t=="\
number"&&e.includes("bytes")?Fe(t):typeof t=="number"&&e.endsWith("_gb")?`${Q(t,null)} GB`:typeof t=="number"&&/ratio|share|utili[sz]ation$/.
test(e)&&t<=1?Q(t,"ratio"):B(t)?F(t):K(t)}function ca(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function kr(e,t=""){
return Object.entries(e).flatMap(([n,o])=>ca(o)?kr(o,`${t}${n}.`):o==null?[]:[[t+n,o]])}function $n({of:e}){return r("dl",
{class:"pairs",children:kr(e).map(([t,n])=>r("div",{children:[r("dt",{children:t}),r("dd",{children:ua(t,n)})]},t))})}function da({
of:e}){let[t,n,o]=["memory_allocated_gb","memory_reserved_gb","memory_total_gb"].map(i=>e[i]);if(typeof t!="number"||typeof o!=
"number"||!o)return null;let s=i=>({width:`${Math.min(100,100*i/o)}%`});return r("div",{class:"memory",children:[r("span",
{children:[Q(t,null)," / ",Q(o,null)," GB (",Q(t/o,"ratio"),")"]}),r("div",{class:"bar","aria-hidden":"true",children:[typeof n==
"number"&&r("i",{class:"reserved",style:s(n)}),r("i",{style:s(t)})]})]})}function fa({of:e}){let t=n=>{let o=n.timestamp;
return typeof o=="number"?G(o*1e3,{ms:!0}):B(o)?G(o,{ms:!0}):K(o??"")};return r("table",{class:"data",children:r("tbody",
{children:e.map((n,o)=>r("tr",{children:[r("td",{class:"time",children:t(n)}),r("td",{class:"level",children:r("span",{class:`\
pill level-${String(n.level??"info").toLowerCase()}`,children:String(n.level??"")})}),r("td",{class:"long",children:K(n.
message??n.category??"")})]},o))})})}function pa({of:e}){return r("article",{class:"panel fault-detail","aria-label":e.type??
u("tags"),children:[r("header",{children:[r("h2",{children:e.type??e.fault??u("tags")}),r("span",{class:e.waiting?"badge\
 warn":"badge",children:e.waiting?u("not_sent"):u("delivered")})]}),r("p",{class:"message",children:e.message}),r($n,{of:{
time:e.time,job_id:e.job_id,rank:e.rank,run:e.run,fault:e.fault,level:e.level,tries:e.tries||null,id:e.id}}),e.gpu&&r($,
{children:[r("h3",{children:u("gpu")}),r(da,{of:e.gpu}),r($n,{of:e.gpu})]}),e.stack&&r($,{children:[r("h3",{children:u("\
stack")}),r("pre",{tabIndex:0,children:e.stack})]}),e.breadcrumbs.length>0&&r($,{children:[r("h3",{children:u("breadcrum\
bs")}),r(fa,{of:e.breadcrumbs})]}),Object.keys(e.contexts).length>0&&r($,{children:[r("h3",{children:u("contexts")}),r($n,
{of:e.contexts})]})]})}function xr(){let e=la(),[t,n]=k(null);if(!e)return r("div",{class:"skeleton","aria-hidden":"true"});
let o=e.faults.find(s=>s.id===t)??e.faults[0];return o?r("div",{class:"faults",children:[r("ul",{class:"fault-list","ari\
a-label":u("faults"),children:e.faults.map(s=>r("li",{children:r("button",{type:"button","aria-current":s===o,onClick:()=>n(
s.id),children:[r("b",{children:s.type??s.fault??u("tags")}),r("span",{children:s.message??""}),r("span",{class:"hint",children:[
G(s.time),s.job_id&&` · ${s.job_id}`,s.rank!==null&&` · ${u("rank")} ${s.rank}`,s.waiting&&` · ${u("waiting")}`]})]})},
s.id))}),r(pa,{of:o}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]}):r("section",{class:"empty",children:[
r("p",{children:u("empty_faults")}),r("p",{class:"hint",children:u("folder",{folder:e.folder})})]})}var Ee=E(!1);function ma(e){return e instanceof HTMLElement&&(e.isContentEditable||/^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName))}
function Sr(e){let t=[...document.querySelectorAll("[data-event]")],n=t.indexOf(document.activeElement),o=t[Math.max(0,Math.
min(t.length-1,n===-1?0:n+e))];o?.focus(),o?.scrollIntoView({block:"nearest"})}function ha(e){let t=T.value?.dashboards??
[],n=t[e];if(n)return y({view:"dashboard",dashboard:n.name});let o=["events","faults","alerts"][e-t.length];o&&y({view:o})}
var _a={"/":()=>document.getElementById("query")?.focus(),"?":()=>Ee.value=!0,j:()=>Sr(1),k:()=>Sr(-1),p:()=>z.value=!z.
value,t:()=>Xe({theme:Z.value==="dark"?"light":"dark"})};function Pr(){addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||
e.altKey||ma(e.target)||!U.value.keys)return;let t=_a[e.key]??(/^[1-9]$/.test(e.key)?()=>ha(Number(e.key)-1):null);t&&(e.
preventDefault(),t())})}var Mr=[["all","all_time"],["now-15m","last_15m"],["now-1h","last_1h"],["now-6h","last_6h"],["now-24h","last_24h"],["now\
-7d","last_7d"],["now-30d","last_30d"]];function It(e,t){let n=Mr.find(([s])=>s===e);if(n&&(t==="now"||e==="all"))return u(
n[1]);let o=s=>s==="now"?u("until_now"):Number.isNaN(Date.parse(s))?s:G(s);return`${o(e)} – ${o(t)}`}function $r(e){let t=new Date(
e??Date.now()),n=U.value.times==="utc"?0:t.getTimezoneOffset()*6e4;return new Date(t.getTime()-n).toISOString().slice(0,
19)}function Er(e){return new Date(U.value.times==="utc"?`${e}Z`:e).toISOString()}function va({close:e}){let[t,n]=k($r(te.
value?.start)),[o,s]=k($r(te.value?.end)),i=!!(t&&o&&t<o);return r("form",{class:"custom",onSubmit:l=>{l.preventDefault(),
i&&(y({from:Er(t),to:Er(o)}),e())},children:[r("label",{children:[u("frame_from"),r("input",{type:"datetime-local",step:"\
1",value:t,onInput:l=>n(l.currentTarget.value)})]}),r("label",{children:[u("frame_to"),r("input",{type:"datetime-local",
step:"1",value:o,onInput:l=>s(l.currentTarget.value)})]}),r("button",{type:"submit",class:"button primary",disabled:!i,children:u(
"apply")})]})}function ga(){let e=te.value;if(!e)return;let[t,n]=[Date.parse(e.start),Date.parse(e.end)],o=(n-t)/2,s=Math.
min(n+o,Math.max(n,Date.now()));y({from:new Date(t-o).toISOString(),to:new Date(s).toISOString()})}function Cr(){let{from:e,
to:t}=h.value,n=It(e,t);return r("div",{class:"range",children:[r(se,{label:n,name:`${u("time_range")}: ${n}`,class:"but\
ton chosen",children:o=>r("div",{class:"ranges",children:[Mr.map(([s,i])=>r("button",{type:"button",class:"item","aria-p\
ressed":s===e,onClick:()=>{y({from:s,to:"now"}),o()},children:u(i)},s)),r(va,{close:o})]})}),e!=="all"&&r("button",{type:"\
button",class:"button",onClick:ga,title:u("zoom_out"),"aria-label":u("zoom_out"),children:"−"})]})}function ba(e,t){let[n,o]=k(null);return q(()=>{let s=new AbortController,i=setTimeout(()=>{vo(e,t,W(h.peek()),s.signal).
then(o,()=>{})},t?120:0);return()=>{clearTimeout(i),s.abort()}},[e,t]),n}function ya({value:e,count:t,on:n,toggle:o}){return r(
"label",{class:"choice",children:[r("input",{type:"checkbox",checked:n,onChange:o}),r("span",{class:"name",title:e,children:e}),
t!==null&&r("span",{class:"count",children:ce(t)})]})}function wa({field:e}){let[t,n]=k(""),o=C(null),s=ba(e,t),i=h.value.
picks[e]??[],a=f=>{y(yt(e,i.includes(f)?i.filter(d=>d!==f):[...i,f]))},l=(s?.values??[]).filter(f=>f.value!==null).map(f=>({
value:String(f.value),count:f.count})),c=i.filter(f=>!t&&!l.some(d=>d.value===f)).map(f=>({value:f,count:null}));return r(
"div",{class:"choices",children:[r("input",{type:"search",class:"find",placeholder:u("find"),"aria-label":u("pick_title",
{field:e}),value:t,onInput:f=>n(f.currentTarget.value)}),r("div",{class:"list",ref:o,role:"group","aria-label":e,"aria-b\
usy":s===null,children:[[...c,...l].map(f=>r(ya,{...f,on:i.includes(f.value),toggle:()=>a(f.value)},f.value)),s&&!l.length&&
!c.length&&r("p",{class:"nothing",children:u("no_data")})]}),s?.more&&r("p",{class:"hint",children:u("more_values")}),i.
length>0&&r("button",{type:"button",class:"item",onClick:()=>y(yt(e,[])),children:u("clear")})]})}function ka(e,t){return t.
length?t.length===1?`${e}: ${t[0]}`:`${e}: ${t[0]} +${t.length-1}`:e}function Tr({field:e}){let t=h.value.picks[e]??[];return r(
"span",{class:t.length?"picker on":"picker",children:[r(se,{label:ka(e,t),name:`${u("pick_title",{field:e})}${t.length?`\
: ${t.join(", ")}`:""}`,title:t.join(`
`)||void 0,class:"button chosen",children:()=>r(wa,{field:e})}),t.length>0&&r("button",{type:"button",class:"quiet","ari\
a-label":u("remove",{name:e}),title:u("remove",{name:e}),onClick:()=>y(yt(e,[])),children:r(O,{name:"close"})})]})}var Rr="logloom.queries",xa=20,Sa=50;function Lr(){try{return JSON.parse(localStorage.getItem(Rr)??"[]")}catch{return[]}}
function Pa(e){if(e)try{localStorage.setItem(Rr,JSON.stringify([e,...Lr().filter(t=>t!==e)].slice(0,xa)))}catch{}}var Or={
start:0,end:0,options:[]},ot=E(null);function $a(e,t){let n=t?[]:Lr().slice(0,5).map(o=>({text:o,kind:"recent",detail:u(
"recent_one")}));return{start:e.start,end:e.end,options:[...n,...e.options]}}function Ea(e,t){return e!==null&&(e.at??0)<
t.trimEnd().length}function Ma(){let[e,t]=k(Or),[n,o]=k(-1),s=C(null);return{now:e,active:n,setActive:o,look:async(l,c)=>{
s.current?.abort();let f=s.current=new AbortController;if(await new Promise(v=>setTimeout(v,Sa)),f.signal.aborted)return;
let d=await go(l,c,f.signal).catch(()=>null);!d||f.signal.aborted||(ot.value=Ea(d.error,l)?d.error:null,t($a(d,l)),o(-1))},
close:()=>{s.current?.abort(),t(Or),o(-1)}}}function Ca({text:e,of:t}){let n=t.at??0,o=Math.max(1,(t.end??n+1)-n);return r(
"div",{class:"fault",role:"alert",id:"query-fault",children:[t.at!==null&&r("pre",{"aria-hidden":"true",children:[r("spa\
n",{children:e.slice(0,n)}),r("mark",{children:"^".repeat(o)})]}),r("p",{children:[X(t.message),t.at!==null&&r("span",{class:"\
unseen",children:[" (",u("error_at",{at:n+1}),")"]})]})]})}function Ta({offer:{options:e},active:t,take:n}){return q(()=>{
document.getElementById(`option-${t}`)?.scrollIntoView({block:"nearest"})},[t]),r("ul",{class:"options",id:"query-option\
s",role:"listbox","aria-label":u("query"),children:e.map((o,s)=>r("li",{id:`option-${s}`,role:"option","aria-selected":s===
t,onPointerDown:i=>{i.preventDefault(),n(s)},children:[r("i",{class:`kind kind-${o.kind}`,"aria-hidden":"true",children:o.
kind[0]}),r("span",{class:"option-text",children:o.text}),r("span",{class:"option-detail",children:X(he(o.detail))})]},`${o.
kind} ${o.text}`))})}function Dr(){let e=C(null),[t,n]=k(h.value.q),{now:o,active:s,setActive:i,look:a,close:l}=Ma();q(()=>{
n(h.value.q),ot.value=null},[h.value.q]);let c=(m=t)=>{l(),Pa(m.trim()),ot.value=null,y({q:m.trim()})},f=(m,w)=>{n(m),a(
m,w)},d=m=>{let w=o.options[m];if(!w)return;if(w.kind==="recent")return n(w.text),c(w.text);let g=t.slice(0,o.start)+w.text+
t.slice(o.end),P=o.start+w.text.length;f(g,P),requestAnimationFrame(()=>e.current?.setSelectionRange(P,P))},v=m=>{let w=o.
options.length-1;if(m.key==="ArrowDown")return _(m,o.options.length?Math.min(s+1,w):-1);if(m.key==="ArrowUp"&&s>=0)return _(
m,s-1);if(m.key==="Enter")return p(m);if(m.key==="Tab"&&s>=0)return m.preventDefault(),d(s);m.key==="Escape"&&(m.stopPropagation(),
o.options.length?l():e.current?.blur())},_=(m,w)=>{m.preventDefault(),o.options.length?i(w):a(t,e.current?.selectionStart??
t.length)},p=m=>{m.preventDefault(),s>=0?d(s):c()},b=ot.value??xe.value,S=o.options.length>0;return r("form",{class:"que\
ry",role:"search",onSubmit:m=>{m.preventDefault(),c()},children:[r("div",{class:b?"box wrong":"box",children:[r(O,{name:"\
search"}),r("input",{ref:e,id:"query",type:"text",role:"combobox",autoComplete:"off",autoCapitalize:"off",spellcheck:!1,
maxLength:4096,"aria-label":u("query_help"),"aria-expanded":S,"aria-controls":"query-options","aria-autocomplete":"list",
"aria-activedescendant":s>=0?`option-${s}`:void 0,"aria-invalid":b!==null,"aria-describedby":b?"query-fault":void 0,placeholder:u(
"query_placeholder"),value:t,onKeyDown:v,onBlur:l,onInput:m=>f(m.currentTarget.value,m.currentTarget.selectionStart??0),
onClick:m=>{a(t,m.currentTarget.selectionStart??0)}}),t&&r("button",{type:"button",class:"quiet","aria-label":u("query_c\
lear"),title:u("query_clear"),onClick:()=>{n(""),c("")},children:r(O,{name:"close"})})]}),S&&r(Ta,{offer:o,active:s,take:d}),
b&&!S&&r(Ca,{text:ot.value?t:h.value.q,of:b})]})}function Oa(){let e=h.value,t=(T.value?.dashboards??[]).map(o=>({to:{view:"dashboard",dashboard:o.name},label:o.title,on:o===
ne.value})),n=(o,s)=>({to:{view:o},label:u(o),on:e.view===o,badge:s});return[...t,n("events"),n("faults",R.value?.faults),
n("alerts",R.value?.firing)]}function Ra({tab:e}){let t={...h.value,...e.to},n=s=>{s.ctrlKey||s.metaKey||s.shiftKey||(s.
preventDefault(),y(e.to),scrollTo({top:0}))},o=C(null);return q(()=>{e.on&&o.current?.scrollIntoView({block:"nearest",inline:"\
nearest"})},[e.on]),r("a",{ref:o,href:Ze(t),"aria-current":e.on?"page":void 0,onClick:n,children:[e.label,!!e.badge&&r("\
span",{class:"count",children:e.badge})]})}function La(){let e=R.value;if(M)return r("span",{class:"status",children:u("\
report",{at:F(M.made_at)})});let t=De.value==="lost"?"lost":z.value?"paused":"live",n=e?u("store",{events:ce(e.events),jobs:ce(
e.jobs),size:Fe(e.store_bytes)}):"",o=e?.last?u("newest_event",{ago:oe(e.last,Date.parse(e.now))}):"";return r("div",{class:`\
status ${t}`,children:[r("span",{class:"store",title:o,children:n}),r("span",{role:"status",children:[r("i",{class:"dot",
"aria-hidden":"true"}),u(t)]}),r("button",{type:"button",class:"quiet","aria-pressed":z.value,"aria-label":z.value?u("re\
sume"):u("pause"),title:`${z.value?u("resume"):u("pause")} (p)`,onClick:()=>z.value=!z.value,children:r(O,{name:z.value?
"play":"pause"})})]})}function En({of:e,label:t,options:n}){return r("fieldset",{children:[r("legend",{children:u(t)}),r(
"div",{class:"switch",children:n.map(([o,s])=>r("button",{type:"button","aria-pressed":U.value[e]===o,onClick:()=>Xe({[e]:o}),
children:s},o))})]})}function Da(){return r(se,{class:"quiet",name:u("settings"),title:u("settings"),label:r(O,{name:"ge\
ar"}),children:()=>r("div",{class:"settings",children:[r(En,{of:"theme",label:"theme",options:[["auto",u("auto")],["ligh\
t",u("light")],["dark",u("dark")]]}),r(En,{of:"language",label:"language",options:[["auto",u("auto")],["en","English"],[
"zh","中文"]]}),r(En,{of:"times",label:"times",options:[["local",u("local_time")],["utc",u("utc")]]})]})})}function Ar(){
let e=T.value;return r("header",{class:"top",children:[r("a",{class:"skip",href:"#main",children:u("main")}),r("a",{class:"\
brand",href:location.pathname,onClick:t=>{t.preventDefault(),y({view:"dashboard",dashboard:""})},title:`logloom ${e?.logloom??
""} · ${e?.name??""} ${e?.version??""}`,children:[r("svg",{viewBox:"0 0 16 16",width:"18",height:"18","aria-hidden":"tr\
ue",children:[r("path",{d:"M2 4h12M2 8h12M2 12h8"}),r("path",{class:"warp",d:"M5 2v12M11 2v8"})]}),"logloom"]}),r("nav",
{"aria-label":u("dashboards"),children:Oa().map(t=>r(Ra,{tab:t},t.label))}),r(La,{}),r(Da,{}),r("button",{type:"button",
class:"quiet","aria-label":u("help"),title:`${u("help")} (?)`,onClick:()=>Ee.value=!0,children:r(O,{name:"help"})})]})}function Aa(){
let[e,t]=k(!1),n=()=>{Et(location.href).then(()=>{t(!0),setTimeout(()=>t(!1),1500)})},o=e?u("copied"):u("copy_link");return r(
"button",{type:"button",class:"button link-button",onClick:n,title:o,"aria-label":o,children:e?"✓":r(O,{name:"link"})})}
function ja(){let e=ne.value,t=e?e.controls:[...new Set((T.value?.dashboards??[]).flatMap(o=>o.controls))].slice(0,4),n=Object.
keys(h.value.picks).filter(o=>!t.includes(o));return[...t,...n]}function jr(){let{view:e,q:t,picks:n}=h.value;if(M||e===
"faults"||e==="alerts")return null;let o=t!==""||Object.keys(n).length>0;return r("div",{class:et.value?"filters-bar bus\
y":"filters-bar",children:[r("div",{class:"filters-row",children:[r(Dr,{}),r(Cr,{}),r(Aa,{})]}),r("div",{class:"filters-\
row",role:"group","aria-label":u("filters"),children:[ja().map(s=>r(Tr,{field:s},s)),o&&r("button",{type:"button",class:"\
link",onClick:()=>y({q:"",picks:{}}),children:u("clear_all")})]})]})}function qa(e,t){let[n,o]=k(!1);return q(()=>{if(!e){
o(!1);return}let s=setTimeout(()=>o(!0),t);return()=>clearTimeout(s)},[e]),n}function qr(){let e=qa(De.value==="lost",2e3),
t=R.value?.problems??[],n=R.value?.behind_bytes??0;return r("div",{class:"problems","aria-live":"polite",children:[e&&r(
"p",{class:"error",children:[r(O,{name:"warn"}),u("lost_how")]}),t.map(o=>r("p",{class:"error",children:[r(O,{name:"warn"}),
o]},o)),n>1e6&&r("p",{class:"hint",children:u("behind",{size:Fe(n)})})]})}var Na=[["/","help_query"],["1 – 9","help_ta\
bs"],["j  k","help_events"],["Enter","help_expand"],["p","help_pause"],["t","help_theme"],["?","help_help"],["Esc","help\
_close"]];function Nr(){let e=C(null);return q(()=>{Ee.value?e.current?.showModal():e.current?.close()},[Ee.value]),r("d\
ialog",{ref:e,class:"help","aria-labelledby":"help-title",onClose:()=>Ee.value=!1,onClick:t=>t.target===e.current&&e.current?.
close(),children:[r("header",{children:[r("h2",{id:"help-title",children:u("about_shortcuts")}),r("button",{type:"button",
class:"quiet","aria-label":u("close"),onClick:()=>Ee.value=!1,children:r(O,{name:"close"})})]}),r("dl",{children:Na.map(
([t,n])=>r("div",{children:[r("dt",{children:r("kbd",{children:t})}),r("dd",{children:u(n)})]},t))}),r("p",{children:u("\
query_help")}),r("p",{children:u("drag_to_zoom")}),r("label",{class:"check",children:[r("input",{type:"checkbox",checked:U.
value.keys,onChange:()=>Xe({keys:!U.value.keys})}),u("keys_on")]})]})}function Ia(){let{view:e}=h.value;return e==="events"?r(wr,{}):e==="faults"?r(xr,{}):e==="alerts"?r(zo,{}):r(yr,{})}function Ua(){
let{q:e,picks:t,from:n,to:o}=h.value;if(!M)return null;let i=[...[e,...Object.entries(t).map(([a,l])=>`${a}: ${l.join(",\
 ")}`)],n==="all"?"":It(n,o)].filter(Boolean).join(" · ");return i?r("p",{children:r("code",{children:i})}):null}function Fa(){
let e=bt(`?${St.value}`),t=[e.q,...Object.values(e.picks).flat()].filter(Boolean).join(", ")||u("all");return r("p",{class:"\
unseen",role:"status",children:St.value&&u("updated",{asked:t,time:It(e.from,e.to)})})}function Ha(){let e=ne.value,t=h.
value.view!=="dashboard";return r("div",{class:"title",children:[r("h1",{children:t?u(h.value.view):e?.title}),!t&&e?.description&&
r("p",{children:e.description}),r(Ua,{})]})}function Va(){return T.value?r($,{children:[r(Ar,{}),r(jr,{}),r(qr,{}),r("ma\
in",{id:"main",tabIndex:-1,children:[r(Ha,{}),r(Fa,{}),r(Ia,{})]}),r(Nr,{}),r(cr,{})]}):r("div",{class:"skeleton"})}H(()=>{
let e=h.value.view,t=e==="dashboard"?ne.value?.title:u(e);document.title=t?`${t} · logloom`:"logloom"});Hn(r(Va,{}),document.
getElementById("page"));Pr();Io().catch(e=>{document.getElementById("page").textContent=X(String(e instanceof Error?e.message:
e))});})();
